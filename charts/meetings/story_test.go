package meetings_test

import "truceline/test/sample"

type english = sample.English

var (
	builtIn    = sample.BuiltIn
	textScales = sample.TextScales
	day        = sample.Day
	common     = sample.Common
)
