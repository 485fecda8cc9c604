package export

import (
	"bytes"
	"encoding/csv"
	"errors"
	"image"
	"image/png"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts"
	"truceline/charts/meetings"
	"truceline/data"
)

func table(t *testing.T, name string, epilogue bool) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, Table(&out, builtIn(t), name, epilogue))
	return out.String()
}

// rows reads a table back, its header first.
func rows(t *testing.T, name string, epilogue bool) [][]string {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(table(t, name, epilogue))).ReadAll()
	require.NoError(t, err)
	return all
}

// What the facts give, stretch by stretch.
const (
	header = "side,from,until,rate,status,layers,announced,instrument,sources\n"
	usHead = `us,2025-01-20,2025-02-03,0,in_force,,,,piieA
us,2025-02-04,2025-03-03,10,in_force,fentanyl:10,2025-02-01,Executive Order 14195,eo14195; eo14357t; piieA
us,2025-03-04,2025-04-04,20,in_force,fentanyl:20,2025-03-03,Executive Order 14228,eo14228; eo14357t; piieA
us,2025-04-02,2025-04-07,54,announced,fentanyl:20 reciprocal:34,2025-04-02,Executive Order 14257,eo14257; eo14259s; ettoday; ey0411
us,2025-04-05,2025-04-08,30,in_force,fentanyl:20 reciprocal:10,2025-04-02,Executive Order 14257,eo14257; piieA; ey0411
us,2025-04-09,2025-04-09,104,in_force,fentanyl:20 reciprocal:84,2025-04-08,Executive Order 14259,eo14259; eo14259s; piieB
us,2025-04-10,2025-05-13,145,in_force,fentanyl:20 reciprocal:125,2025-04-09,Executive Order 14266,eo14266; ey0411; piieB
`
	truceUS = `,30,in_force,fentanyl:20 reciprocal:10,2025-05-12,Executive Order 14298; Geneva Joint Statement of 12 May 2025; Executive Order 14334; Stockholm Joint Statement of 11 August 2025,eo14298; eo14298b; gjs; mq0515; eo14334; sjs
`
	threat = `us,2025-11-01,,130,threatened,fentanyl:20 reciprocal:10 threat:100,2025-10-10,Post of 10 October 2025 (no order),trump1010; trump1010b; article
`
	usTail = `us,2025-11-10,2026-02-23,20,in_force,fentanyl:10 reciprocal:10,2025-10-30,Executive Order 14357; Executive Order 14358,eo14357; eo14357t; mofcomKL; eo14358
us,2026-02-24,2026-07-23,10,in_force,section122:10,2026-02-20,"Learning Resources v. Trump, Supreme Court, 20 February 2026; Section 122 proclamation",scotus; akerman; yblt; twt; s122
us,2026-07-24,,12.5,in_force,section301:12.5,2026-07-23,"Section 122 proclamation; US Trade Representative, Section 301 notice of action",twt; s122; s301fl; s301cn
`
	cnHead = `cn,2025-01-20,2025-04-09,0,in_force,,,,piieB; sctc1
cn,2025-04-04,2025-04-08,34,announced,general:34,2025-04-04,State Council Tariff Commission Announcement 2025 No. 4,ettoday; udn; eo14259; pn0409
cn,2025-04-10,2025-04-11,84,in_force,general:84,2025-04-09,State Council Tariff Commission Announcement 2025 No. 5,pn0409; sctc6; eo14266
cn,2025-04-12,2025-05-13,125,in_force,general:125,2025-04-11,State Council Tariff Commission Announcement 2025 No. 6,sctc6; xh0411
cn,2025-05-14,,10,in_force,general:10,2025-05-13,State Council Tariff Commission announcement of 13 May 2025; State Council Tariff Commission announcement of 12 August 2025`
	cnSources      = ",cd0513; gjs; lexis0812; sjs"
	cnLater        = "; State Council Tariff Commission Announcement 2025 No. 10"
	cnLaterSources = "; sctc10; udn"
)

func TestRatesTable_isExactlyTheFacts(t *testing.T) {
	want := header + usHead + "us,2025-05-14," + truceUS + threat + cnHead + cnSources + "\n"
	assert.Equal(t, want, table(t, "rates", false))
}

func TestRatesTable_withTheEpilogueGoesOn(t *testing.T) {
	dropped := strings.Replace(threat, "2025-11-01,,", "2025-11-01,2025-11-01,", 1)
	want := header + usHead + "us,2025-05-14,2025-11-09" + truceUS + dropped + usTail + cnHead + cnLater + cnSources + cnLaterSources + "\n"
	assert.Equal(t, want, table(t, "rates", true))
}

func TestRatesTable_stretchesInForceFollowWithoutAGap(t *testing.T) {
	for _, epilogue := range []bool{false, true} {
		next := map[string]data.Day{}
		for _, row := range rows(t, "rates", epilogue)[1:] {
			if row[4] != "in_force" {
				continue
			}
			from, err := data.ParseDay(row[1])
			require.NoError(t, err)
			if due, ok := next[row[0]]; ok {
				assert.Equal(t, due, from, "%v", row)
			}
			next[row[0]] = data.NoDay
			if row[2] != "" {
				until, err := data.ParseDay(row[2])
				require.NoError(t, err)
				next[row[0]] = until + 1
			}
		}
		assert.Equal(t, map[string]data.Day{"us": data.NoDay, "cn": data.NoDay}, next, "the last of each side is open")
	}
}

func TestRatesTable_layersAddUpToTheRate(t *testing.T) {
	for _, row := range rows(t, "rates", true)[1:] {
		sum := 0.0
		for _, layer := range strings.Fields(row[5]) {
			_, rate, ok := strings.Cut(layer, ":")
			require.True(t, ok, "%v", row)
			v, err := strconv.ParseFloat(rate, 64)
			require.NoError(t, err)
			sum += v
		}
		rate, err := strconv.ParseFloat(row[3], 64)
		require.NoError(t, err)
		assert.InDelta(t, rate, sum, 1e-9, "%v", row)
	}
}

func TestMeetingsTable_endsWithWhatWasKnownThen(t *testing.T) {
	text := table(t, "meetings", false)
	for _, later := range []string{"Busan", "2025-10-30", "2025-10-26", "Liao Min", "2026", "Paris", "Naraemaru", "framework', Li", "Held on"} {
		assert.NotContains(t, text, later)
	}
	all := rows(t, "meetings", false)
	assert.Equal(t, []string{"id", "start", "end", "city", "country", "lat", "lon", "us", "cn", "outcome", "sources"}, all[0])
	var heads []string
	for _, row := range all[1:] {
		heads = append(heads, strings.Join(row[:5], ","))
	}
	assert.Equal(t, []string{
		"geneva,2025-05-10,2025-05-11,Geneva,Switzerland",
		"london,2025-06-09,2025-06-10,London,United Kingdom",
		"stockholm,2025-07-28,2025-07-29,Stockholm,Sweden",
		"madrid,2025-09-14,2025-09-15,Madrid,Spain",
		"kuala-lumpur,2025-10-25,,Kuala Lumpur,Malaysia",
		"south-korea,,,South Korea,South Korea",
	}, heads)
	assert.Equal(t, "Scott Bessent; Jamieson Greer", all[1][7])
	assert.Equal(t, "He Lifeng; Li Chenggang", all[1][8])
	assert.Contains(t, all[5][9], "not known yet")
}

func TestMeetingsTable_withTheEpilogueKnowsMore(t *testing.T) {
	all := rows(t, "meetings", true)
	var heads []string
	for _, row := range all[5:] {
		heads = append(heads, strings.Join(row[:5], ","))
	}
	assert.Equal(t, []string{
		"kuala-lumpur,2025-10-25,2025-10-26,Kuala Lumpur,Malaysia",
		"south-korea,2025-10-30,2025-10-30,Busan,South Korea",
		"paris,2026-03-15,2026-03-16,Paris,France",
		"beijing,2026-05-13,2026-05-15,Beijing,China",
	}, heads)
}

func TestMeetingsTable_placesLieOnTheGlobe(t *testing.T) {
	for _, row := range rows(t, "meetings", true)[1:] {
		lat, err := strconv.ParseFloat(row[5], 64)
		require.NoError(t, err)
		lon, err := strconv.ParseFloat(row[6], 64)
		require.NoError(t, err)
		assert.True(t, lat > -60 && lat < 70 && lon >= -180 && lon <= 180, "%v", row)
	}
}

func TestAveragesTable_hasThePublishedPoints(t *testing.T) {
	short := table(t, "averages", false)
	assert.True(t, strings.HasPrefix(short, "measure,day,nominal,side,value,note,sources\n"))
	for _, row := range []string{"piie,2025-04-12,yes,us,124.1,", "piie,2025-05-03,yes,us,126.5,", "piie,2025-05-14,,us,51.1,", "crs,2025-04-15,yes,us,164,", "crs,2025-04-15,yes,cn,146,"} {
		assert.Contains(t, short, row)
	}
	s := builtIn(t)
	later := 0
	for _, a := range s.Averages {
		if a.Epilogue {
			later++
			assert.Greater(t, a.Day, s.AsOf)
		}
	}
	require.Positive(t, later)
	assert.Len(t, rows(t, "averages", false), 1+len(s.Averages)-later)
	assert.Len(t, rows(t, "averages", true), 1+len(s.Averages))
	for _, row := range rows(t, "averages", false)[1:] {
		d, err := data.ParseDay(row[1])
		require.NoError(t, err)
		assert.LessOrEqual(t, d, s.AsOf, "%v", row)
		assert.NotEmpty(t, row[6], "every value has a source")
	}
}

func TestCardsTable_hasEveryCardThatMayBeSeen(t *testing.T) {
	s := builtIn(t)
	for _, epilogue := range []bool{false, true} {
		want := map[string]bool{}
		for _, c := range s.Cards {
			if epilogue || !c.Epilogue {
				want[c.ID] = true
			}
		}
		all := rows(t, "cards", epilogue)
		assert.Equal(t, []string{"id", "lens", "day", "number", "title", "claim", "why", "sources"}, all[0])
		got := map[string]bool{}
		for _, row := range all[1:] {
			got[row[0]] = true
			c := s.Card(row[0])
			require.NotNil(t, c)
			assert.Equal(t, c.Claim, row[5], "a claim of many lines comes back whole")
			assert.NotEmpty(t, row[7], "%s has a source", row[0])
		}
		assert.Equal(t, want, got)
	}
}

func TestTables_eachNameCanBeWritten(t *testing.T) {
	for _, name := range Tables() {
		assert.Greater(t, len(rows(t, name, false)), 1, name)
	}
	assert.IsIncreasing(t, Tables())
	assert.Subset(t, Tables(), []string{"averages", "cards", "meetings", "rates"})
}

func TestTable_ofAnUnknownNameSaysWhichThereAre(t *testing.T) {
	for _, name := range []string{"", "Rates", "nonsense"} {
		var out bytes.Buffer
		err := Table(&out, builtIn(t), name, false)
		require.Error(t, err)
		assert.Contains(t, err.Error(), strconv.Quote(name))
		assert.Contains(t, err.Error(), "rates")
		assert.Zero(t, out.Len())
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no room") }

func TestTable_saysWhenItCannotWrite(t *testing.T) {
	assert.ErrorContains(t, Table(full{}, builtIn(t), "cards", true), "no room")
}

func TestPNG_hasExactlyTheSizeAskedFor(t *testing.T) {
	s := builtIn(t)
	for _, name := range []string{"rates", "map"} {
		for _, c := range []struct{ w, h int }{{1920, 1080}, {640, 360}, {333, 777}, {17, 9}} {
			for _, palette := range []*charts.Palette{charts.Light, charts.Dark} {
				var out bytes.Buffer
				p := picture(s, name, Size{Width: c.w, Height: c.h})
				p.Palette = palette
				require.NoError(t, Write(&out, s, p, PNG), "%s %v", name, c)
				img, err := png.Decode(&out)
				require.NoError(t, err)
				assert.Equal(t, image.Rect(0, 0, c.w, c.h), img.Bounds())
				if c.w > 300 {
					r, g, b, _ := img.At(0, 0).RGBA()
					paper := palette.Color(charts.Paper)
					assert.Equal(t, [3]uint8{paper.R, paper.G, paper.B}, [3]uint8{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8)})
				}
			}
		}
	}
}

func TestPNG_theDayAndTheEpilogueMakeADifference(t *testing.T) {
	s := builtIn(t)
	draw := func(day data.Day, epilogue bool) string {
		var out bytes.Buffer
		p := picture(s, "rates", Size{Width: 800, Height: 500})
		p.Scene.Epilogue, p.Look = epilogue, meetings.Look{Day: day, Epilogue: epilogue}
		require.NoError(t, Write(&out, s, p, PNG))
		return out.String()
	}
	april := draw(data.Date(2025, 4, 20), false)
	assert.NotEqual(t, april, draw(data.Date(2025, 7, 20), false))
	assert.Equal(t, april, draw(data.Date(2025, 4, 20), false), "the same again is the same file")
	assert.NotEqual(t, draw(data.NoDay, false), draw(data.NoDay, true))
	assert.Equal(t, draw(s.AsOf, false), draw(data.NoDay, false), "without a day it is the day the story ends")
}

func TestPNG_refusesWhatItCannotDraw(t *testing.T) {
	s := builtIn(t)
	for _, p := range []Picture{
		picture(s, "nonsense", Size{Width: 100, Height: 100}),
		picture(s, "rates", Size{Width: 0, Height: 100}),
		picture(s, "rates", Size{Width: 100, Height: 9000}),
		picture(s, "map", Size{Width: -1, Height: 100}),
	} {
		var out bytes.Buffer
		assert.Error(t, Write(&out, s, p, PNG), "%+v", p)
		assert.Zero(t, out.Len(), "nothing is written before it is drawn")
	}
	assert.ErrorContains(t, Write(&bytes.Buffer{}, s, picture(s, "nonsense", Size{Width: 10, Height: 10}), PNG), "map, measures, mine-output")
}
