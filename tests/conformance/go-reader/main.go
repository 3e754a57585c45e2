// Command go-reader prints what encoding/json reads of request bodies, as Ollama's handlers do with gin's
// ShouldBindJSON: json.NewDecoder(body).Decode(&request). One question a line, one answer a line.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
)

type question struct {
	Fields []string `json:"fields"`
	Body   []byte   `json:"body"`
}

type answer struct {
	Error  string         `json:"error,omitempty"`
	Values map[string]any `json:"values"`
	Types  []any          `json:"types"`
}

// value holds any JSON value. Null leaves it unchanged, like the strings and booleans of Ollama's requests.
type value struct{ Held any }

func (v *value) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		return nil
	}
	v.Held = nil
	return json.Unmarshal(text, &v.Held)
}

type tool struct {
	Type value `json:"type"`
}

func read(asked question) answer {
	fields := []reflect.StructField{{Name: "Tools", Type: reflect.TypeFor[[]tool](), Tag: `json:"tools"`}}
	for at, name := range asked.Fields {
		tag := reflect.StructTag(fmt.Sprintf("json:%q", name))
		fields = append(fields, reflect.StructField{Name: fmt.Sprint("Field", at), Type: reflect.TypeFor[value](), Tag: tag})
	}
	request := reflect.New(reflect.StructOf(fields))
	err := json.NewDecoder(bytes.NewReader(asked.Body)).Decode(request.Interface())
	// After a value of the wrong type, the decoder continues with the next field.
	if mismatch := new(json.UnmarshalTypeError); err != nil && !errors.As(err, &mismatch) {
		return answer{Error: err.Error()}
	}
	found := answer{Values: map[string]any{}, Types: []any{}}
	for at, name := range asked.Fields {
		found.Values[name] = request.Elem().Field(at + 1).Interface().(value).Held
	}
	for _, each := range request.Elem().Field(0).Interface().([]tool) {
		found.Types = append(found.Types, each.Type.Held)
	}
	return found
}

func main() {
	questions, answers := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for asked := (question{}); questions.Decode(&asked) == nil; asked = (question{}) {
		answers.Encode(read(asked))
	}
}
