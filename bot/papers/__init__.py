"""Papers as files: .docx in the official layout, plain lines, web pages; ledgers as workbooks; posters."""
