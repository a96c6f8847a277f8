package main

// broadcastCommand is what operators do about announcements to many.
type broadcastCommand struct {
	Thaw broadcastThawCommand `cmd:"" help:"Let go out what a restored copy of the database holds back."`
}
