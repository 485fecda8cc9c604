package load

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/data/tariffs"
)

// typed are the columns that do not hold free text. Junk in any of them, in any
// table, has to be found at its place.
var typed = strings.Fields(`side layer effective rate status announced sources epilogue measure day nominal value
	id order start end lat lon place_source later_start later_end later_sources grade from to series card
	good layer share off sides until top cards`)

func TestFS_findsJunkInEveryTypedColumnOfTheBuiltInStory(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	base := copyOf(t, tariffs.Files)
	for _, table := range tables {
		file := table.name + ".csv"
		in := csv.NewReader(bytes.NewReader(base[file].Data))
		in.Comment = '#'
		records, err := in.ReadAll()
		require.NoError(t, err)
		for i, column := range records[0] {
			if !strings.Contains(" "+strings.Join(typed, " ")+" ", " "+column+" ") {
				continue
			}
			was := records[1][i]
			records[1][i] = "?!"
			var out bytes.Buffer
			require.NoError(t, csv.NewWriter(&out).WriteAll(records))
			records[1][i] = was

			fsys := fstest.MapFS{}
			for name, f := range base {
				fsys[name] = f
			}
			fsys[file] = &fstest.MapFile{Data: out.Bytes()}
			list := problems(t, fsys)
			place := fmt.Sprintf("%s:2:%d: ", file, i+1)
			assert.Contains(t, "\n"+list.Error(), "\n"+place, "column %s", column)
		}
	}
}
