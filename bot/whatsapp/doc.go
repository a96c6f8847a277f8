// Package whatsapp is our numbers on WhatsApp, each as a device linked to the
// phone that has the number, by the library whatsmeow. What people write is
// acknowledged only after our commit; what we say carries ids of ours, so that
// a repetition shows once.
//
// The library keeps its keys and sessions in the database, too. When that is
// away while it decrypts, it would ask for the message again and acknowledge
// what nobody has: guard makes it break off instead. Everything that WhatsApp
// brings meanwhile is brought again after the next login.
//
// WhatsApp does not offer this to programs. It may lock a number that writes
// to strangers, or much the same to many.
package whatsapp
