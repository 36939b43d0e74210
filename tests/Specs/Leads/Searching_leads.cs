using Shouldly;
using Switchhook.Leads;
using Switchhook.Leads.Inbox;
using Xunit;

namespace Switchhook.Specs.Leads;

public class Searching_leads
{
    static bool Finds(string typed, Enquiry enquiry) =>
        LeadFilter.SearchTerms(typed).All(LeadList.Create(Given.Told(new LeadCaptured(enquiry, false))).Words.Contains);

    static readonly Enquiry Jose = Given.First with
    {
        Name = "José O’Brien",
        Email = "jose.obrien@example.com",
        Number = "+14155550142",
        Notes = "Ruft an wegen Straßenlärm.",
    };

    [Theory]
    [
        InlineData("o'brien"),
        InlineData("O’Brien"),
        InlineData("brien jose"),
        InlineData("jose"),
        InlineData("JOSÉ"),
        InlineData("obrien@example.com"),
        InlineData("strassenlarm")
    ]
    [InlineData("(415) 555-0142"), InlineData("555 0142"), InlineData("+1 415"), InlineData("cleaning brien")]
    public void finds_a_lead_however_it_is_written(string typed) => Finds(typed, Jose).ShouldBeTrue();

    [Theory, InlineData("brien maria"), InlineData("%"), InlineData("_"), InlineData("'"), InlineData("\0"), InlineData("999")]
    public void finds_nothing_that_is_not_there(string typed) => Finds(typed, Jose).ShouldBeFalse();

    [Theory, InlineData("電話"), InlineData("話番"), InlineData("号")]
    public void finds_words_of_a_script_without_blanks(string typed) =>
        Finds(typed, Jose with { Reason = "電話番号を教えて" }).ShouldBeTrue();

    [Theory, InlineData(null), InlineData("  ")]
    public void returns_all_where_no_term_is_given(string? typed) => LeadFilter.SearchTerms(typed).ShouldBeEmpty();
}
