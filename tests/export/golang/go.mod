module letterloom.test/golang

go 1.19
