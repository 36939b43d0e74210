using Shouldly;
using Switchhook.BuildingBlocks;
using Switchhook.Leads;
using Switchhook.Leads.ImportExport;
using Xunit;

namespace Switchhook.Specs.Leads;

public class Comma_separated_values
{
    [Theory]
    [
        InlineData("=1+1"),
        InlineData("+1-415-555-0132"),
        InlineData("+14155550132;ext=12"),
        InlineData("-2"),
        InlineData("@SUM(A1)"),
        InlineData("\t=1"),
        InlineData(" =1"),
        InlineData("\u00a0=1"),
        InlineData("＝1"),
        InlineData("'=1")
    ]
    [InlineData("=HYPERLINK(\"http://evil\",\"x\")"), InlineData("\n=1"), InlineData("\r=1")]
    public void hold_no_formula(string text)
    {
        var shown = LeadCsv.Read("Name\n" + Csv.Row([text])).ToList()[1].Cells[0];
        var written = Csv.Row([text]).TrimStart('"');
        written.ShouldStartWith("'");
        shown.ShouldBe(text);
    }

    [Theory, InlineData("+14155550132"), InlineData("+442079460958")]
    public void take_no_phone_number_for_a_formula(string number) => Csv.Row([number]).ShouldBe(number + "\r\n");

    [Theory]
    [
        InlineData("=1+1"),
        InlineData("+14155550132"),
        InlineData("+14155550132;ext=12"),
        InlineData("-2"),
        InlineData("'=1"),
        InlineData("'Twas"),
        InlineData("a \"b\", c"),
        InlineData("@x")
    ]
    public void hold_for_programs_what_they_were_given(string text)
    {
        Csv.Row([text], CsvAudience.Programs).TrimEnd().Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal).ShouldBe(text);
        LeadCsv.Read("id,needs_attention,name\n" + Csv.Row(["1", "yes", text], CsvAudience.Programs)).ToList()[1].Cells[2].ShouldBe(text);
    }

    [
        Theory,
        InlineData("Maria, Lopez"),
        InlineData("a \"b\" c"),
        InlineData("two\nlines"),
        InlineData("'Twas"),
        InlineData(""),
        InlineData("a;b")
    ]
    public void say_what_they_were_given(string text) =>
        LeadCsv.Read("A,B\n" + Csv.Row([text, "end"])).ToList()[1].Cells.ShouldBe([text, "end"]);

    [Fact]
    public void are_read_whatever_parts_them()
    {
        foreach (var separator in new[] { ',', ';', '\t' })
            LeadCsv
                .Read($"\ufeffName{separator}Number\r\nAna{separator}1\r\n\r\n\"B{separator}o\"{separator}2\n")
                .Select(x => string.Join('|', x.Cells))
                .ShouldBe(["Name|Number", "Ana|1", $"B{separator}o|2"]);
    }

    [Fact]
    public void tell_on_which_line_a_row_begins() => LeadCsv.Read("A\n\"x\ny\"\nz").Select(x => x.Line).ShouldBe([1, 2, 4]);
}

public class A_file_of_leads
{
    static ImportFile Read(params string[] lines) => ImportFile.Read(string.Join('\n', lines));

    [Fact]
    public void becomes_leads() =>
        Read("Phone,Full name,Email,Status,Other", "(415) 555-0132,Maria Lopez,maria@example.com,won,x")
            .Rows.ShouldHaveSingleItem()
            .ShouldBe(new ImportRow(2, "Maria Lopez", "+14155550132", "maria@example.com", null, null, null, null, LeadStatus.Won));

    [Theory]
    [
        InlineData("abc,Ana,,"),
        InlineData(",Ana,ana at example,"),
        InlineData(",,,"),
        InlineData(",Ana,,Sold"),
        InlineData(",Ana,,7"),
        InlineData(",Ana,,New,more")
    ]
    public void names_each_row_that_cannot_be_taken(string row)
    {
        var read = Read("Number,Name,E-mail,Status", row, "+14155550132,Bob,,");
        if (row == ",,,")
            read.Rows.ShouldHaveSingleItem().Fault.ShouldBeNull();
        else
            read.Rows.Select(x => x.Fault is null).ShouldBe([false, true]);
    }

    [Fact]
    public void keeps_what_was_written_where_it_is_guessed_from()
    {
        var row = Read("Number,Name,E-mail", "ring 415-555-0132 after five,Ana,ana at example dot com").Rows.ShouldHaveSingleItem();
        (row.Number, row.Email, row.Fault).ShouldBe(("+14155550132", "ana@example.com", null));
        row.AsSaid.ShouldBe(
            new Dictionary<LeadField, string>
            {
                [LeadField.Number] = "ring 415-555-0132 after five",
                [LeadField.Email] = "ana at example dot com",
            }
        );
    }

    [Fact]
    public void takes_a_person_once() =>
        Read("Number,Name", "+14155550132,Ana", "415 555 0132,Anna").Rows.Select(x => x.Fault is null).ShouldBe([true, false]);

    [Fact]
    public void has_bounds()
    {
        Read("").Fault.ShouldNotBeNull();
        Read("Colour", "red").Fault.ShouldNotBeNull();
        Read("Name").Fault.ShouldNotBeNull();
        Read(["Name", .. Enumerable.Range(0, ImportFile.MostRows + 1).Select(x => $"P{x}")]).Fault.ShouldNotBeNull();
        Read(["Name", .. Enumerable.Range(0, ImportFile.MostRows).Select(x => $"P{x}")]).Fault.ShouldBeNull();
        ImportFile.Read("Name\n" + new string('x', ImportFile.MostBytes)).Fault.ShouldNotBeNull();
    }
}
