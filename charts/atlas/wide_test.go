package atlas

// wideFrame is a picture of most of the northern hemisphere around 26°E: what the tests
// draw in.
func wideFrame(width, height int, paddingPX float64) (Frame, error) {
	return Fit(EqualEarth, CentredOn(LonLat{Lon: 26}), width, height, paddingPX,
		LonLat{-77.0369, 38.9072}, LonLat{129.0403, 35.1028}, LonLat{26, -12}, LonLat{26, 90})
}
