"""What residents say to the stations: 代办, 周五值班, 便民服务, 查 家政; and their answers about these."""
