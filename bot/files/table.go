package files

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
)

// TableMIME is the type of a table.
const TableMIME = "text/csv"

// Table writes rows so that Excel opens them by a touch where commas are
// decimal: semicolons between the cells, and the mark that says UTF-8.
func Table(rows [][]string) ([]byte, error) {
	var out bytes.Buffer
	w, err := NewTable(&out)
	if err == nil {
		err = w.WriteAll(rows)
	}
	if err != nil {
		return nil, fmt.Errorf("write table: %w", err)
	}
	return out.Bytes(), nil
}

// NewTable writes such a table row by row, for those that are long.
func NewTable(out io.Writer) (*csv.Writer, error) {
	if _, err := io.WriteString(out, "\ufeff"); err != nil {
		return nil, fmt.Errorf("begin table: %w", err)
	}
	w := csv.NewWriter(out)
	w.Comma, w.UseCRLF = ';', true
	return w, nil
}

// Plain is what people have written, as a cell that no spreadsheet takes for a
// formula.
func Plain(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
