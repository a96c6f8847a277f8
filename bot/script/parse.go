package script

import (
	"fmt"
	"os"
	"strings"
)

// Script is a conversation to be played.
type Script struct {
	File  string // as it is named in reports; its folder is where the script's files lie
	lines []line
}

// line is one thing that happens. A line for several people is several.
type line struct {
	no int // from 1
	do step
}

// Lines is how many lines something happens in.
func (s Script) Lines() (n int) {
	last := 0
	for _, l := range s.lines {
		if l.no != last {
			n, last = n+1, l.no
		}
	}
	return n
}

// ReadFile reads and parses a script.
func ReadFile(file string) (Script, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return Script{}, fmt.Errorf("read script: %w", err)
	}
	return Parse(file, string(text))
}

// Parse reads a script. Errors name the line and what was expected there.
func Parse(file, text string) (Script, error) {
	s := Script{File: file}
	var last *command
	for i, raw := range strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n") {
		steps, err := parseLine(strings.TrimSpace(raw))
		if err == nil {
			last, err = follow(last, steps)
		}
		if err != nil {
			return Script{}, fmt.Errorf("%s:%d: %w", file, i+1, err)
		}
		for _, do := range steps {
			s.lines = append(s.lines, line{i + 1, do})
		}
	}
	return s, nil
}

// follow ties the lines about a command's result to the command before them.
func follow(last *command, steps []step) (*command, error) {
	if len(steps) != 1 {
		return last, nil
	}
	switch do := steps[0].(type) {
	case *command:
		return do, nil
	case output:
		if last == nil {
			return nil, fmt.Errorf("expected a command ($ …) before $<")
		}
	case status:
		if last == nil {
			return nil, fmt.Errorf("expected a command ($ …) before $?")
		}
		last.judged = true
	}
	return last, nil
}

func parseLine(s string) ([]step, error) {
	switch {
	case s == "" || s[0] == '#':
		return nil, nil
	case s[0] == '@':
		return one(parseClock(strings.TrimSpace(s[1:])))
	case s[0] == '$':
		return one(parseService(s[1:]))
	case strings.HasPrefix(s, "given "):
		return one(parseGiven(strings.TrimSpace(s[len("given "):])))
	}
	return parsePerson(s)
}

func one(do step, err error) ([]step, error) {
	if err != nil {
		return nil, err
	}
	return []step{do}, nil
}
