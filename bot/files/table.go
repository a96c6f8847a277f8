package files

import (
	"bytes"
	"encoding/csv"
	"fmt"
)

// TableMIME is the type of a table.
const TableMIME = "text/csv"

// Table writes rows so that Excel opens them by a touch where commas are
// decimal: semicolons between the cells, and the mark that says UTF-8.
func Table(rows [][]string) ([]byte, error) {
	out := bytes.NewBufferString("\ufeff")
	w := csv.NewWriter(out)
	w.Comma, w.UseCRLF = ';', true
	if err := w.WriteAll(rows); err != nil {
		return nil, fmt.Errorf("write table: %w", err)
	}
	return out.Bytes(), nil
}
