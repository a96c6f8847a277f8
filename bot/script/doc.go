// Package script plays conversations on a virtual clock: for tests, and for
// people who want to try or to show what the service does. A script is a text
// file of one thing a line; the first difference is reported with its line.
//
//	# comment                          also: blank lines
//	@ 2026-11-23 09:00                 people's clock (WIB); as the first line it only sets it
//	@ +26h                             moves it (d h m, also 1d2h30m): what falls due on the way happens, in order
//
//	given siti: member kecamatan=31.71.07 stage=P2 consent=all
//	given siti@telegram: member        the member is known by that phone
//	given 40 people p1..p40: member kota=31.71
//	given class code=PLT-1 title="Kue Kering" starts="2026-11-30 09:00" days=4 capacity=2
//	given rules                        members are reminded of their steps by the programme's rules; else a script is of its own matter alone
//	given event code=BZR-001 name="Bazar" starts="2026-12-04 09:00" by="2026-11-27 17:00" slots=5 for="NIB; gratis"
//
//	siti> halo                         Siti writes, on the page (webchat) unless she was first met elsewhere
//	siti@telegram> halo                also @whatsapp and @webchat: each a phone of its own
//	siti>> halo                        more follows at once: nothing is answered before the next line without >>
//	siti>                              an empty message
//	siti> (10000 × a)                  repeats what stands behind ×; may stand inside a longer text
//	siti> a\nb\0c                      \n newline, \0 NUL, \t tab, \u200F any character by its code, \\ a backslash
//	p1..p40> daftar                    each of the forty writes; ranges also stand before < and !
//
//	siti< Siapa nama                   the first unread bubble, on any of her phones, contains this
//	siti@telegram< Siapa nama          on that phone
//	siti< /setuju|persetujuan/i        a regular expression (RE2) matches; flags i m s
//	siti<~ Siapa nama                  takes the first unread one that matches; those before it count as read
//	siti< (nothing)                    nothing is unread
//
//	siti! press LABEL                  presses the button of that label, or of one that begins so; the newest bubble first
//	siti! contact +6281200000001       shares a number; without one, her own
//	siti! photo nib.jpg caption        also: document FILE, voice, sticker, location; a file that is not beside the script is a small picture
//	siti! start PAYLOAD                opens the chat by a link
//	siti! block                        shuts the chat; unblock opens it again
//	siti! again                        the messenger delivers her last message a second time
//
//	$ doctor --json                    a command of the service on the same database and clock; '…' and "…" keep words together
//	$< TEXT                            its output contains this; also /regex/ and (nothing)
//	$? 1                               its exit status, which must be 0 if no such line follows
//	$! restart                         the service is rebuilt in process
//	$! database down                   also: database up; nothing is answered in between
//	$! database restored               it becomes a copy brought from another server, on which the service starts
//	$! channel telegram down           also: up; what is written and sent meanwhile arrives afterwards
//
// Unread bubbles are dropped when the person writes, presses or sends, and
// when the clock moves. A bubble is compared as the person sees it: on
// channels without buttons with its numbered menu, on the others with every
// label in brackets on a line of its own; a file stands before its caption, as
// in [photo poster.jpg] Besok! or, of the service's own, [document kelas.ics] Besok!
//
// A group named in a regular expression keeps what it matched, and {name}
// stands for it from there on:
//
//	siti< /(?P<number>JKP-[0-9]+)/
//	$ doctor
//	siti< {number}
package script
