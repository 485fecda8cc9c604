package export

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/data/load"
)

// read is GeoJSON as any reader of it sees it.
type read struct {
	Type     string
	Features []struct {
		Type, ID string
		Geometry struct {
			Type        string
			Coordinates json.RawMessage
		}
		Properties map[string]any
	}
}

func written(t *testing.T, epilogue bool) read {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, GeoJSON(&out, s, epilogue))
	var r read
	require.NoError(t, json.Unmarshal(out.Bytes(), &r))
	return r
}

func TestGeoJSON_hasAPointAndTwoWaysForEachMeeting(t *testing.T) {
	for epilogue, meetings := range map[bool]int{false: 6, true: 8} {
		r := written(t, epilogue)
		assert.Equal(t, "FeatureCollection", r.Type)
		points, ways := 0, 0
		for _, f := range r.Features {
			switch f.Properties["kind"] {
			case "meeting":
				points++
				assert.Equal(t, "Point", f.Geometry.Type)
			case "way":
				ways++
			}
		}
		assert.Equal(t, meetings, points)
		// Beijing's delegation does not fly to Beijing.
		assert.Equal(t, map[bool]int{false: 12, true: 15}[epilogue], ways)
	}
}

func TestGeoJSON_linesStayOnOneSideOfTheDateLine(t *testing.T) {
	cut := map[string]bool{}
	for _, f := range written(t, true).Features {
		var parts [][][2]float64
		switch f.Geometry.Type {
		case "Point":
			continue
		case "LineString":
			var line [][2]float64
			require.NoError(t, json.Unmarshal(f.Geometry.Coordinates, &line))
			parts = append(parts, line)
		default:
			require.Equal(t, "MultiLineString", f.Geometry.Type)
			require.NoError(t, json.Unmarshal(f.Geometry.Coordinates, &parts))
			cut[f.ID] = true
		}
		for i, line := range parts {
			require.GreaterOrEqual(t, len(line), 2, f.ID)
			for j, p := range line {
				assert.LessOrEqual(t, math.Abs(p[0]), 180.0)
				assert.LessOrEqual(t, math.Abs(p[1]), 90.0)
				if j > 0 {
					assert.Less(t, math.Abs(p[0]-line[j-1][0]), 180.0, "%s jumps over the date line", f.ID)
				}
			}
			if i > 0 {
				before := parts[i-1][len(parts[i-1])-1]
				assert.Equal(t, 180.0, math.Abs(before[0]), f.ID)
				assert.Equal(t, -before[0], line[0][0], f.ID)
				assert.Equal(t, before[1], line[0][1], f.ID)
			}
		}
	}
	assert.True(t, cut["south-korea/us"], "Washington to Busan crosses the date line")
	assert.False(t, cut["geneva/us"])
}

func TestGeoJSON_hidesTheEpilogueUntilItIsAskedFor(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, GeoJSON(&out, s, false))
	for _, word := range []string{"paris", "Busan", "halve"} {
		assert.False(t, strings.Contains(out.String(), word), word)
	}
}
