// Package flows is the kernel of every conversation: what a person was asked
// (Session), what they answered (Input), what we know (Facts), and the table
// of moves between the two (Flow, Machine, Router). It is pure: no clock, no
// I/O, no randomness; it imports nothing of ours but what people mean
// (flows/understand).
//
// A turn reads the input in the state the person is in, moves, and goes on
// until a state asks again:
//
//	Read(input) → Move → Machine.Next → enter → (act → Outcome → Machine.Next)* → Ask
//
// States that act stop the turn: the caller carries the Action out in its
// transaction and resumes with the Outcome.
package flows
