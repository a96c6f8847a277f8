package main

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"github.com/alecthomas/kong"
)

var (
	oneTooMany = regexp.MustCompile(`^unexpected argument (\S+)$`)
	noNumber   = regexp.MustCompile(`^(.*): expected a valid [0-9]+ bit \w+ but got "?(.*?)"?(?: \(.*\))?$`)
	noValue    = regexp.MustCompile(`^(.*): expected .* value but got "EOL" .*$`)
	noFile     = regexp.MustCompile(`^(.*): stat (.*): no such file or directory$`)
)

// usage is what is wrong with a command line, for who does not know how it is read.
func usage(err error) error {
	var wrong *kong.ParseError
	if !errors.As(err, &wrong) || wrong.Context == nil {
		return err
	}
	said := err.Error()
	for _, way := range []struct {
		is *regexp.Regexp
		as string
	}{{noValue, "$1: say which, behind it"}, {noNumber, `$1: "$2" is no whole number`}, {noFile, "$1: there is no file $2"}} {
		if way.is.MatchString(said) {
			return errors.New(way.is.ReplaceAllString(said, way.as))
		}
	}
	at := wrong.Context.Selected()
	if at == nil {
		at = wrong.Context.Model.Node // the program itself
	}
	if m := oneTooMany.FindStringSubmatch(said); m != nil && len(at.Children) > 0 {
		return noCommand(at, m[1])
	}
	if strings.HasPrefix(said, "expected ") {
		return lacking(at, err)
	}
	return err
}

// noCommand names what was meant, or what there is.
func noCommand(at *kong.Node, said string) error {
	var near, all []string
	for _, c := range at.Children {
		all = append(all, c.Name)
		if strings.Contains(said, c.Name) || strings.Contains(c.Name, said) {
			near = append(near, c.FullPath())
		}
	}
	if len(near) > 0 {
		return fmt.Errorf("there is no %q here; did you mean %s?", said, strings.Join(near, ", or "))
	}
	return fmt.Errorf("there is no %q here, only %s", said, strings.Join(all, ", "))
}

// lacking says what a command is about, or which there are.
func lacking(at *kong.Node, err error) error {
	for _, p := range at.Positional {
		if p.Required && !p.Set {
			return fmt.Errorf("say which, as %s %s: %s", at.FullPath(), strings.ToUpper(p.Name), p.Help)
		}
	}
	var all []string
	for _, c := range at.Children {
		all = append(all, c.Name)
	}
	if len(all) == 0 {
		return err
	}
	return fmt.Errorf("say what to do: %s", strings.Join(all, ", "))
}

// hollow refuses a flag that is given and says nothing, as --kecamatan "$KEC" where
// that is not set: taken as left out, it would mean everybody.
func hollow(chosen *kong.Context) error {
	for _, p := range chosen.Path {
		if p.Flag == nil {
			continue
		}
		said := p.Flag.Target
		if said.Kind() == reflect.Slice && said.Len() == 0 || said.Kind() == reflect.String && strings.TrimSpace(said.String()) == "" {
			return fmt.Errorf("--%s says nothing: leave it out, or say which", p.Flag.Name)
		}
	}
	return nil
}
