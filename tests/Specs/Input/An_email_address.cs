using Shouldly;
using Switchhook.BuildingBlocks.Input;
using Xunit;

namespace Switchhook.Specs.Input;

public class An_email_address
{
    [Theory]
    [InlineData("jane@example.com", "jane@example.com")]
    [InlineData("Jane@Example.com", "Jane@example.com")]
    [InlineData("jane@example.com.", "jane@example.com")]
    [InlineData(" jane@example.com ", "jane@example.com")]
    [InlineData("jane@example.com,", "jane@example.com")]
    [InlineData("<jane@example.com>", "jane@example.com")]
    [InlineData("\"jane@example.com\"", "jane@example.com")]
    [InlineData("“jane@example.com”", "jane@example.com")]
    [InlineData("(jane@example.com)", "jane@example.com")]
    [InlineData("Jane Doe <jane@example.com>", "jane@example.com")]
    [InlineData("\"Doe, Jane\" <jane@example.com>", "jane@example.com")]
    [InlineData("mailto:jane@example.com", "jane@example.com")]
    [InlineData("MAILTO:jane@example.com?subject=Hi", "jane@example.com")]
    [InlineData("jane.doe+shop@mail.example.co.uk", "jane.doe+shop@mail.example.co.uk")]
    [InlineData("o'brien@example.ie", "o'brien@example.ie")]
    [InlineData("j_doe-1@ex-ample.org", "j_doe-1@ex-ample.org")]
    [InlineData("1234@example.com", "1234@example.com")]
    [InlineData("jöran@example.se", "jöran@example.se")]
    [InlineData("info@müller.de", "info@müller.de")]
    [InlineData("ｊａｎｅ＠ｅｘａｍｐｌｅ．ｃｏｍ", "jane@example.com")]
    public void is_one_however_it_is_written(string said, string address) =>
        EmailAddress.Read(said).ShouldBe(new(address, Certainty.Exact, said));

    [Theory]
    [InlineData("john dot doe at example dot com", "john.doe@example.com")]
    [InlineData("John dot Doe at Example dot com.", "john.doe@example.com")]
    [InlineData("john.doe at example.com", "john.doe@example.com")]
    [InlineData("john at example dot co dot uk", "john@example.co.uk")]
    [InlineData("john underscore doe at example dot com", "john_doe@example.com")]
    [InlineData("john dash doe at example dot com", "john-doe@example.com")]
    [InlineData("john plus shop at example dot com", "john+shop@example.com")]
    [InlineData("john doe at gmail dot com", "johndoe@gmail.com")]
    [InlineData("j o h n at gmail dot com", "john@gmail.com")]
    [InlineData("maria 22 at gmail dot com", "maria22@gmail.com")]
    [InlineData("maria22 @ gmail . com", "maria22@gmail.com")]
    [InlineData("maria @gmail.com", "maria@gmail.com")]
    [InlineData("maria@gmail dot com", "maria@gmail.com")]
    [InlineData("maria(at)example.com", "maria@example.com")]
    [InlineData("maria [at] example [dot] com", null)]
    [InlineData("maria at sign example dot com", "maria@example.com")]
    [InlineData("my email is maria at example dot com", "maria@example.com")]
    [InlineData("My e-mail address is maria@example.com", "maria@example.com")]
    [InlineData("Email: maria@example.com", "maria@example.com")]
    [InlineData("it's maria at example dot com", "maria@example.com")]
    [InlineData("maria@example.com or lopez@example.com", "maria@example.com")]
    [InlineData("maria@example.com; lopez@example.com", "maria@example.com")]
    [InlineData("maria@example.com (work)", "maria@example.com")]
    [InlineData("maria arroba ejemplo punto es", "maria@ejemplo.es")]
    [InlineData("juan guion bajo perez arroba ejemplo punto com", "juan_perez@ejemplo.com")]
    [InlineData("max punkt muster at beispiel punkt de", "max.muster@beispiel.de")]
    [InlineData("marie point dupont arobase exemple point fr", "marie.dupont@exemple.fr")]
    public void is_marked_where_it_was_heard(string said, string? address) =>
        EmailAddress.Read(said).ShouldBe(new(address, address is null ? Certainty.Unclear : Certainty.Approximate, said));

    [Theory]
    [
        InlineData(null),
        InlineData(""),
        InlineData(" "),
        InlineData("maria at example"),
        InlineData("maria"),
        InlineData("maria@example"),
        InlineData("@example.com"),
        InlineData("maria@"),
        InlineData("a@b@c.com")
    ]
    [
        InlineData("none"),
        InlineData("N/A"),
        InlineData("not provided"),
        InlineData("call me at five"),
        InlineData("look at me at example dot com please"),
        InlineData("maria@-example.com")
    ]
    [
        InlineData("maria@example..com"),
        InlineData(".maria@example.com"),
        InlineData("maria..lopez@example.com"),
        InlineData("maria@exa_mple.com"),
        InlineData("maria@example.c"),
        InlineData("maria@10.0.0.7")
    ]
    [InlineData("she wrote to somebody over there at example dot com")]
    public void is_unclear_rather_than_guessed(string? said) => EmailAddress.Read(said).ShouldBe(new(null, Certainty.Unclear, said ?? ""));
}
