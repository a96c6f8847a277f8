package understand

import (
	"slices"
	"strings"
)

var (
	throughWords = set("- sampai sampe smp sd hingga to until through thru")
	everyWords   = set("semua semuanya seluruhnya lengkap komplit all everyone everybody")
	exceptWords  = set("kecuali selain except excluding tanpa without minus")
	noneWords    = set("nihil kosong none nobody noone")
	absentWords  = set("absen alpa alpha bolos mangkir absent missing away")
	presentWords = set("hadir datang dateng dtg masuk ada ikut present came here attended")
	severalNoise = set("yang nomor no nomer number numbers dan and sama serta juga cuma cuman hanya saja only peserta orang the lalu terus plus tambah nya were was is not adalah itu ini ya hari hadirnya")
)

// Several reads which of a numbered list are meant: "1 3 5-9", "semua", "semua
// kecuali 4 dan 7", "4 dan 7 tidak hadir", "tidak ada". They come back in their
// order, each once; none is an answer, too. The list counts from 1 to n.
func Several(s string, n int) ([]int, Reason) {
	tokens := severalTokens(s)
	if len(tokens) == 0 {
		return nil, emptyOr(s, Unclear)
	}
	var p picks
	for i := 0; i < len(tokens); {
		used, why := p.take(tokens[i:], n)
		if why != "" {
			return nil, why
		}
		i += used
	}
	return p.result(n)
}

// severalTokens cuts a text into words and numbers, with a "-" where one stands
// between two.
func severalTokens(s string) []string {
	s = strings.NewReplacer("s/d", " sampai ", "s.d.", " sampai ", "–", "-", "—", "-", "no one", "noone").Replace(Normalise(s))
	var tokens []string
	for part := range strings.FieldsSeq(strings.ReplaceAll(s, "-", " - ")) {
		if part == "-" {
			tokens = append(tokens, part)
			continue
		}
		var buf [8]string
		for _, w := range splitDigits(split(part, buf[:0]), nil) {
			if !fillers[w] {
				tokens = append(tokens, w)
			}
		}
	}
	return tokens
}

// picks is what has been read so far.
type picks struct {
	named, left                    []int // said to be meant; said to be left out
	all, except, none, absent, are bool
}

func (p *picks) take(tokens []string, n int) (used int, why Reason) {
	w := tokens[0]
	if from, took := cardinal(tokens); took > 0 {
		to := from
		if used = took; used+1 < len(tokens) && throughWords[tokens[used]] {
			last, more := cardinal(tokens[used+1:])
			if more == 0 || last < from {
				return 0, Unclear
			}
			to, used = last, used+1+more
		}
		return used, p.add(from, to, n)
	}
	switch {
	case everyWords[w]:
		p.all = true
	case exceptWords[w]:
		if p.except {
			return 0, Unclear
		}
		p.except = true
	case noneWords[w]:
		p.none = true
	case absentWords[w]:
		p.absent = true
	case w == "tidak" || w == "belum" || w == "not":
		return p.denied(tokens)
	case presentWords[w]:
		p.are = true
	case !severalNoise[w]:
		return 0, Unclear
	}
	return 1, ""
}

// denied: "tidak ada yang hadir", "tidak hadir".
func (p *picks) denied(tokens []string) (used int, why Reason) {
	switch {
	case len(tokens) < 2 || !presentWords[tokens[1]]:
		return 0, Unclear
	case tokens[1] == "ada" && len(p.named) == 0 && !p.all:
		p.none = true
	default:
		p.absent = true
	}
	return 2, ""
}

func (p *picks) add(from, to, n int) Reason {
	if from < 1 || to > n {
		return OutOfRange
	}
	for i := from; i <= to; i++ {
		if p.except {
			p.left = append(p.left, i)
		} else {
			p.named = append(p.named, i)
		}
	}
	return ""
}

func (p *picks) result(n int) ([]int, Reason) {
	everybody := make([]int, n)
	for i := range everybody {
		everybody[i] = i + 1
	}
	counted := len(p.named) > 0
	switch {
	case p.except != (len(p.left) > 0), p.all && counted, p.none && (counted || p.all || p.except || p.absent), p.absent && p.are && !p.except:
		return nil, Unclear // "yang hadir 1, yang tidak hadir 2": each may be meant
	case p.none, p.all && p.absent && !p.except:
		return []int{}, ""
	case p.absent && counted && !p.except:
		return without(everybody, p.named), ""
	case p.all, p.except && !counted:
		return without(everybody, p.left), ""
	case counted:
		slices.Sort(p.named)
		return without(slices.Compact(p.named), p.left), ""
	}
	return nil, Unclear
}

func without(list, left []int) []int {
	return slices.DeleteFunc(list, func(i int) bool { return slices.Contains(left, i) })
}
