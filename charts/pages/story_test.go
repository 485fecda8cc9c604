package pages_test

import "truceline/test/sample"

type english = sample.English

var (
	builtIn = sample.BuiltIn
	common  = sample.Common
)
