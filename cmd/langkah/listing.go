package main

import (
	"fmt"
	"text/tabwriter"
)

// printList prints a list: for other programs, or a line each; none is said where
// there is nothing.
func printList[T, J any](s *surroundings, asJSON bool, list []T, one func(T) J, none string, line func(T) string) error {
	if asJSON {
		return indented(s.out, each(list, one))
	}
	return printTable(s, list, none, line)
}

func printTable[T any](s *surroundings, list []T, none string, line func(T) string) error {
	if len(list) == 0 {
		fmt.Fprintln(s.out, none)
	}
	w := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	for _, x := range list {
		fmt.Fprintln(w, line(x))
	}
	return w.Flush()
}

// each is a list for other programs: there, if nothing is in it.
func each[T, J any](list []T, one func(T) J) []J {
	all := make([]J, len(list))
	for i, x := range list {
		all[i] = one(x)
	}
	return all
}
