package engine

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"langkah/bot"
	"langkah/bot/files"
	"langkah/flows"
	"langkah/store"
)

// chartMonths is how many a picture shows.
const chartMonths = 12

// units are what a chart counts in: the greatest in which its highest month is
// at least one.
var units = []struct {
	name   string
	rupiah float64
}{{"miliar", 1e9}, {"juta", 1e6}, {"ribu", 1e3}}

// words renders texts into places, one after the other.
func (e *Engine) words(lang string, args flows.Args, into map[string]*string) (err error) {
	for key, place := range into {
		if *place, err = e.Texts(lang, key, args); err != nil {
			return fmt.Errorf("render %s: %w", key, err)
		}
	}
	return nil
}

// chart draws the last months of somebody's books in their language.
func (e *Engine) chart(lang string, f flows.ChartFile, at time.Time) (*store.File, error) {
	top := int64(0)
	for m := f.To - chartMonths + 1; m <= f.To; m++ {
		o, _ := f.Books.Of(m)
		top = max(top, o.Sales, o.Costs)
	}
	unit := units[len(units)-1]
	for _, u := range units {
		if float64(top) >= u.rupiah {
			unit = u
			break
		}
	}
	var c files.Chart
	err := e.words(lang, flows.Args{"Unit": unit.name}, map[string]*string{"bookkeeping/chart_title": &c.Title, "bookkeeping/chart_sales": &c.Sales, "bookkeeping/chart_costs": &c.Costs})
	if err != nil {
		return nil, err
	}
	for m := f.To - chartMonths + 1; m <= f.To; m++ {
		o, known := f.Books.Of(m)
		b := files.Bar{Known: known, Sales: float64(o.Sales) / unit.rupiah, Costs: float64(o.Costs) / unit.rupiah}
		if err := e.words(lang, flows.Args{"Month": m.First()}, map[string]*string{"bookkeeping/chart_month": &b.Name}); err != nil {
			return nil, err
		}
		c.Months = append(c.Months, b)
	}
	content, err := c.Draw()
	if err != nil {
		return nil, err
	}
	return &store.File{Kind: bot.Photo, Name: "omzet-" + f.To.String() + ".png", MIME: files.ChartMIME, Content: content, Expires: at.Add(fileFor)}, nil
}

// table writes all of somebody's books.
func (e *Engine) table(lang string, f flows.BooksFile, at time.Time) (*store.File, error) {
	var head string
	if err := e.words(lang, nil, map[string]*string{"bookkeeping/table_head": &head}); err != nil {
		return nil, err
	}
	rows := [][]string{strings.Split(head, ";")}
	for _, o := range f.Books {
		costs, left := "", ""
		if o.Costs >= 0 {
			costs, left = strconv.FormatInt(o.Costs, 10), strconv.FormatInt(o.Sales-o.Costs, 10)
		}
		rows = append(rows, []string{o.Month.String(), strconv.FormatInt(o.Sales, 10), costs, left})
	}
	content, err := files.Table(rows)
	if err != nil {
		return nil, err
	}
	return &store.File{Kind: bot.Document, Name: "omzet-jakpreneur.csv", MIME: files.TableMIME, Content: content, Expires: at.Add(fileFor)}, nil
}
