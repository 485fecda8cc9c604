package data

import (
	"errors"
	"fmt"
	"math/big"
	"strings"
)

// derivation is a figure that follows from others, as "115 = 145 - 30".
type derivation struct {
	result   number
	operands []operand
	value    *big.Rat // what the right side comes to
	holds    bool
}

type operand struct {
	number
	factor bool // the expression multiplies or divides by it
}

// maxOperands keeps expressions to what a reader can follow.
const maxOperands = 16

var errDerived = errors.New(`write it as "115 = 145 - 30" (+ - * /, from left to right; ~ for = where the result is rounded)`)

// parseDerived reads and reckons "A = B op C op D". Operators run from left to
// right. With ~ in place of =, the value rounded to A's decimals has to be A.
// Operands may be days, whose difference is a number of days.
func parseDerived(s string) (derivation, error) {
	var d derivation
	rest := strings.TrimLeft(s, " \u00a0")
	d.result, rest = takeNumber(s, rest)
	if d.result.end == 0 || d.result.form == date {
		return d, errDerived
	}
	sign, rest := takeSign(rest)
	if sign != '=' && sign != '~' {
		return d, errDerived
	}
	for op := byte('+'); ; {
		if len(d.operands) == maxOperands {
			return d, fmt.Errorf("more than %d numbers: divide it into steps", maxOperands)
		}
		var n number
		if n, rest = takeNumber(s, rest); n.end == 0 {
			return d, errDerived
		}
		value := n.rat()
		switch {
		case len(d.operands) == 0:
			d.value = value
		case op == '+':
			d.value.Add(d.value, value)
		case op == '-':
			d.value.Sub(d.value, value)
		case op == '*':
			d.value.Mul(d.value, value)
		case value.Sign() == 0:
			return d, errors.New("division by 0")
		default:
			d.value.Quo(d.value, value)
		}
		d.operands = append(d.operands, operand{n, op == '*' || op == '/'})
		if rest == "" {
			break
		}
		if op, rest = takeSign(rest); op == 0 || op == '=' || op == '~' {
			return d, errDerived
		}
	}
	if len(d.operands) < 2 && sign == '=' { // one number may be rounded
		return d, errDerived
	}
	gap := new(big.Rat).Sub(d.value, d.result.rat())
	gap.Abs(gap)
	d.holds = gap.Sign() == 0
	if sign == '~' {
		half := big.NewRat(1, 2)
		for range decimals(s[d.result.at:d.result.end]) {
			half.Quo(half, big.NewRat(10, 1))
		}
		d.holds = gap.Cmp(half) <= 0
	}
	return d, nil
}

// takeNumber takes a number off the front of rest, a tail of s. Marks of money
// and percent count for nothing. A number without an end was not found.
func takeNumber(s, rest string) (number, string) {
	i := skip(rest, 0, "$", "€", "£", "¥", " ", "\u00a0")
	const most = 24 // digits; no figure has more
	if i == len(rest) || !isDigit(rest[i]) || digits(rest, i)-i > most {
		return number{}, rest
	}
	offset := len(s) - len(rest)
	n := scanNumber(s, offset+i)
	if n.form == year {
		n.end = n.at + len("2006") // "1999-05" is no number of a sum
	}
	if n.end-n.at > 2*most || strings.Contains(n.key, ":") {
		return number{}, rest
	}
	rest = s[n.end:]
	return n, rest[skip(rest, 0, "%", " ", "\u00a0"):]
}

// takeSign takes an operator or relation, in one spelling, and blanks after it.
func takeSign(rest string) (byte, string) {
	for _, sign := range []struct {
		text string
		is   byte
	}{
		{"=", '='}, {"~", '~'}, {"≈", '~'}, {"+", '+'}, {"-", '-'}, {"−", '-'}, {"–", '-'},
		{"*", '*'}, {"×", '*'}, {"/", '/'}, {"÷", '/'},
	} {
		if tail, ok := strings.CutPrefix(rest, sign.text); ok {
			return sign.is, tail[skip(tail, 0, " ", "\u00a0"):]
		}
	}
	return 0, rest
}

// rat returns the number's value; of a date, its count of days.
func (n number) rat() *big.Rat {
	if n.form == date {
		d, _ := ParseDay(n.key)
		return big.NewRat(int64(d), 1)
	}
	r, ok := new(big.Rat).SetString(n.key)
	if !ok {
		return new(big.Rat)
	}
	return r
}

// decimals counts the digits behind the point as written.
func decimals(written string) int {
	if i := strings.IndexByte(written, '.'); i >= 0 {
		return len(written) - i - 1
	}
	return 0
}

// conversion tells whether a number only changes the unit: hundredths, thousands,
// months of a year. Such a factor needs no source.
func conversion(key string) bool {
	switch key {
	case "12", "100", "1000", "1000000", "1000000000":
		return true
	}
	return false
}
