package main

import (
	"fmt"

	"langkah/flows"
	"langkah/flows/catalogue"
)

type flowsCommand struct {
	Name string `arg:"" optional:"" help:"One flow; all without a name."`
}

// Run draws flows as Mermaid diagrams, ready for a Markdown page.
func (c flowsCommand) Run(s *surroundings) error {
	found := false
	for _, m := range catalogue.Router().Flows() {
		if c.Name == "" || c.Name == m.Flow().Name {
			fmt.Fprint(s.out, drawn(m))
			found = true
		}
	}
	if !found {
		return fmt.Errorf("draw flow: there is none named %q", c.Name)
	}
	return nil
}

func drawn(m *flows.Machine) string {
	return fmt.Sprintf("## %s\n\n```mermaid\n%s```\n\n", m.Flow().Name, m.Mermaid())
}
