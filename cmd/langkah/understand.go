package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"langkah/bot"
	"langkah/flows/understand"
)

type understandCommand struct {
	Today   string   `help:"The day that \"besok\" counts from; empty: today." placeholder:"2026-11-23"`
	Options []string `help:"What menu_choice chooses from; empty: the programme's seven steps." placeholder:"A,B,C"`
}

// sevenSteps is the programme's own menu, with what people call each step.
var sevenSteps = []understand.Option{
	{Words: []string{"Daftar anggota", "registrasi", "gabung", "mendaftar", "pendaftaran", "anggota", "member"}},
	{Words: []string{"Pelatihan", "kelas", "kursus", "belajar", "workshop", "diklat"}},
	{Words: []string{"Pendampingan", "pendamping", "konsultasi", "bimbingan", "mentor"}},
	{Words: []string{"Perizinan usaha", "izin", "NIB", "halal", "PIRT", "NPWP", "HAKI", "merek", "sertifikat", "legalitas"}},
	{Words: []string{"Bazar & pemasaran", "bazaar", "pameran", "jualan", "promosi", "marketing"}},
	{Words: []string{"Lapor omzet", "omset", "laporan", "penjualan", "pembukuan", "keuangan", "SIAPIK"}},
	{Words: []string{"Permodalan", "modal", "pinjaman", "pinjam", "kredit", "KUR", "dana"}},
}

// Run reads rows of kind,input[,…] and writes them with what was understood.
func (c understandCommand) Run(s *surroundings) error {
	u := understander{today: s.clock()().In(bot.WIB), options: sevenSteps}
	if c.Today != "" {
		today, err := time.ParseInLocation(time.DateOnly, c.Today, bot.WIB)
		if err != nil {
			return fmt.Errorf("read --today: %q is no day like 2026-11-23", c.Today)
		}
		u.today = today
	}
	if len(c.Options) > 0 {
		u.options = nil
		for _, o := range c.Options {
			u.options = append(u.options, optionOf(o))
		}
	}
	return u.table(s.in, s.out)
}

// optionOf knows the other words for a step of the programme; any other label
// is chosen by itself.
func optionOf(label string) understand.Option {
	for _, step := range sevenSteps {
		if strings.EqualFold(step.Words[0], strings.TrimSpace(label)) {
			return step
		}
	}
	return understand.Option{Words: []string{label}}
}

// understander answers rows of a table.
type understander struct {
	today   time.Time
	options []understand.Option
}

func (u understander) table(in io.Reader, out io.Writer) error {
	r, w := csv.NewReader(in), csv.NewWriter(out)
	head, err := r.Read()
	if err != nil {
		return fmt.Errorf("read the header kind,input: %w", err)
	}
	head[0] = strings.TrimPrefix(head[0], "\ufeff") // spreadsheets begin their files so
	if len(head) < 2 || head[0] != "kind" || head[1] != "input" {
		return fmt.Errorf("read the header: it begins %q, not kind,input", strings.Join(head, ","))
	}
	if err := w.Write(append(head, "got")); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	for n := 2; ; n++ {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("read row %d: %w", n, err)
		}
		got, known := u.parse(row[0], row[1])
		if !known {
			return fmt.Errorf("read row %d: there is no kind %q; there are %s", n, row[0], strings.Join(kinds(), " "))
		}
		if err := w.Write(append(row, got)); err != nil {
			return fmt.Errorf("write: %w", err)
		}
	}
	w.Flush()
	return w.Error()
}

// parse reads one answer; the notation of a refusal is INVALID:REASON.
func (u understander) parse(kind, input string) (got string, known bool) {
	parser, known := parsers[kind]
	if !known {
		return "", false
	}
	value, why := parser(u, input)
	if why != "" {
		return "INVALID:" + string(why), true
	}
	return value, true
}

func answer(a understand.Answer, why understand.Reason) (string, understand.Reason) {
	return a.String(), why
}

// commandsOfAll are the words that work everywhere; the service knows more.
const commandsOfAll = " MENU HELP STOP START BACK CANCEL RESTART AGENT STATUS REGISTER DELETE_DATA WITHDRAW MY_DATA "

func global(_ understander, s string) (string, understand.Reason) {
	if understand.Normalise(s) == "" {
		return "", understand.Empty
	}
	c, _, ok := understand.Global(s)
	if !ok || !strings.Contains(commandsOfAll, " "+string(c)+" ") {
		return "", "NOT_COMMAND"
	}
	return string(c), ""
}

func (u understander) choice(s string) (string, understand.Reason) {
	i, why := understand.Choice(s, u.options)
	return strconv.Itoa(i + 1), why
}
