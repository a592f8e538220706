// Renders mails as listmonk does: html/template for body and plain text, text/template for the
// subject, the shorthands replaced first, and those of sprig's functions that we use.
// One JSON object a line comes in, one goes out.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"os"
	"regexp"
	"strings"
	text "text/template"
)

type mail struct {
	Html, Text, Subject string
	Name, Email         string
	Attribs             map[string]interface{}
}

type subscriber struct {
	Name, Email string
	Attribs     map[string]interface{}
}

type message struct{ Subscriber subscriber }

func (s subscriber) FirstName() string {
	for _, word := range strings.Split(s.Name, " ") {
		if len(word) > 2 {
			return word
		}
	}
	return s.Name
}

var shorthands = []struct {
	found *regexp.Regexp
	put   string
}{
	{regexp.MustCompile(`(https?://[\p{L}\p{N}_\-\.~!#$&'()*+,/:;=?@\[\]%]*)@TrackLink`), `{{ TrackLink "$1" . }}`},
	{regexp.MustCompile(`{{(\s+)?(TrackView|UnsubscribeURL|ManageURL|OptinURL|MessageURL)(\s+)?}}`), `{{ $2 . }}`},
}

func empty(given interface{}) bool {
	switch value := given.(type) {
	case nil:
		return true
	case string:
		return value == ""
	case float64:
		return value == 0
	}
	return false
}

func address(page string) func(interface{}) string {
	return func(interface{}) string { return "https://lists.example.org/" + page + "/1f0c?manage=true" }
}

func functions() template.FuncMap {
	return template.FuncMap{
		"TrackLink":      func(url string, _ interface{}) string { return "tracked:" + url },
		"UnsubscribeURL": address("unsubscribe"),
		"ManageURL":      address("manage"),
		"MessageURL":     address("campaign"),
		"Safe":           func(given string) template.HTML { return template.HTML(given) },
		"default": func(instead interface{}, given ...interface{}) interface{} {
			if len(given) == 0 || empty(given[0]) {
				return instead
			}
			return given[0]
		},
		"splitList": func(at, given string) []string { return strings.Split(given, at) },
		"toString":  func(given interface{}) string { return fmt.Sprint(given) },
	}
}

func full(given string) string {
	for _, short := range shorthands {
		given = short.found.ReplaceAllString(given, short.put)
	}
	return given
}

func html(given string, who message) (string, error) {
	base, err := template.New("base").Funcs(functions()).Parse(`{{ template "content" . }}`)
	if err != nil {
		return "", err
	}
	content, err := template.New("content").Funcs(functions()).Parse(full(given))
	if err != nil {
		return "", err
	}
	if base, err = base.AddParseTree("content", content.Tree); err != nil {
		return "", err
	}
	var out bytes.Buffer
	err = base.ExecuteTemplate(&out, "base", who)
	return out.String(), err
}

func subject(given string, who message) (string, error) {
	made, err := text.New("subject").Funcs(text.FuncMap(functions())).Parse(full(given))
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	err = made.Execute(&out, who)
	return out.String(), err
}

func render(given mail) map[string]string {
	who := message{subscriber{given.Name, given.Email, given.Attribs}}
	made := map[string]string{}
	for part, how := range map[string]func() (string, error){
		"html":    func() (string, error) { return html(given.Html, who) },
		"text":    func() (string, error) { return html(given.Text, who) },
		"subject": func() (string, error) { return subject(given.Subject, who) },
	} {
		out, err := how()
		if err != nil {
			made["error"] = part + ": " + err.Error()
		}
		made[part] = out
	}
	return made
}

func main() {
	lines := bufio.NewReader(os.Stdin)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var given mail
		if err := json.Unmarshal(line, &given); err != nil {
			panic(err)
		}
		out, _ := json.Marshal(render(given))
		fmt.Printf("%s\n", out)
	}
}
