package find

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// split parts a text into its words as they are compared: small letters without
// accents, and digits. "Li Chenggang’s 12.5%" gives li, chenggang, s, 12.5.
func split(text string) []string {
	var out []string
	var now strings.Builder
	end := func() {
		if w := strings.TrimRight(now.String(), "."); w != "" {
			out = append(out, w)
		}
		now.Reset()
	}
	for _, r := range norm.NFKD.String(text) {
		switch {
		case unicode.Is(unicode.Mn, r): // an accent
		case r == '.' && endsInDigit(now.String()): // of a number, or the end of a sentence
			now.WriteRune(r)
		case r == ',' && endsInDigit(now.String()): // 9,200
		case unicode.Is(unicode.Han, r): // written without spaces
			end()
			out = append(out, string(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			now.WriteRune(unicode.ToLower(r))
		default:
			end()
		}
	}
	end()
	return out
}

func endsInDigit(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }
