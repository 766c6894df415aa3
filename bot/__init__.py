"""The edge: HTTP, WeChat, web pages, the local simulator, settings and the command line."""
