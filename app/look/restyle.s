// Lets restyle.go declare a function whose body is the toolkit's.
