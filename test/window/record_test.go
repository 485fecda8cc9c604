package window

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	applog "truceline/app/journal"
	"truceline/app/view"
	"truceline/data"
)

func TestViewIn_readsEveryFieldThatTheLogWrites(t *testing.T) {
	for _, v := range []view.View{
		view.Start(builtIn(t)),
		{
			Beat: "geneva", Day: data.Date(2025, 5, 14), Lens: "story", Card: "meeting/geneva", Meeting: "geneva", Measure: "piie",
			Bridge: "us", Layers: "cn", Series: "trade", Span: view.Span{First: data.Date(2025, 4, 1), Days: 40}, Pin: data.Date(2025, 4, 10),
			Epilogue: true, Sheet: "keys", MapList: true,
			Mode: view.WhatIf, AllDays: true, Said: "geneva=1", Plan: "us/reciprocal/2025-05-14 off", Import: view.Import{Good: "electronics-us", Dollars: 250, Passed: 21},
			Round: "april", Guess: "us 2025-04-05 30", Shown: true, Asked: "when/event/busan", Chosen: "2025-10-30",
		},
	} {
		var log bytes.Buffer
		applog.New(&log).View(v)
		got, err := viewIn(log.Bytes())
		require.NoError(t, err)
		assert.Equal(t, v, got)
	}
}

func TestViewIn_missesAFieldThatIsNotWritten(t *testing.T) {
	_, err := viewIn([]byte(`{"msg":"view","beat":"geneva"}`))
	assert.ErrorContains(t, err, `"day"`)
}
