package main

import (
	"context"
	"fmt"

	"langkah/bot/whatsapp"
	"langkah/store"
)

// ofWhatsApp is a line for each number, as its owner told last.
func ofWhatsApp(ctx context.Context, st *store.Store) ([]finding, error) {
	numbers, err := numbersOf(ctx, st)
	if err != nil {
		return nil, err
	}
	var list []finding
	for _, n := range numbers {
		do := whatToDo(n)
		list = append(list, finding{"whatsapp", do == "", fmt.Sprintf("%s: %s; code %s", n.Name, inWords(n), codeOf(n)), do})
	}
	return list, nil
}

func codeOf(n store.Number) string {
	switch {
	case n.Code == "":
		return whatsapp.Connecting
	case !served(n):
		return whatsapp.Away
	}
	return n.Code
}
