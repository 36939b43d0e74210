using Shouldly;
using Switchhook.BuildingBlocks.Input;
using Xunit;

namespace Switchhook.Specs.Input;

public class A_normalized_term
{
    [Theory]
    [InlineData("book_appointment", "book_appointment")]
    [InlineData("Book appointment", "book_appointment")]
    [InlineData("BOOK APPOINTMENT", "book_appointment")]
    [InlineData("book-appointment", "book_appointment")]
    [InlineData("book/appointment", "book_appointment")]
    [InlineData("bookAppointment", "book_appointment")]
    [InlineData("BookAppointment", "book_appointment")]
    [InlineData(" book  appointment. ", "book_appointment")]
    [InlineData("\"book_appointment\"", "book_appointment")]
    [InlineData("book__appointment", "book_appointment")]
    [InlineData("Rückruf", "rückruf")]
    [InlineData("rendez-vous", "rendez_vous")]
    [InlineData("ＱＵＯＴＥ", "quote")]
    [InlineData("iPhone repair", "iphone_repair")]
    [InlineData("見積もり", "見積もり")]
    [InlineData("R&D", "r&d")]
    public void is_one_however_it_is_written(string said, string term) => NormalizedTerm.Of(said).ShouldBe(term);

    [Theory, InlineData(null), InlineData(""), InlineData(" "), InlineData("..."), InlineData("_")]
    public void is_none_where_nothing_was_said(string? said) => NormalizedTerm.Of(said).ShouldBeNull();

    [Theory]
    [InlineData("Wrong number", true)]
    [InlineData("wrong_number", true)]
    [InlineData("wrongful_dismissal", false)]
    [InlineData("wrong", false)]
    [InlineData("wrong_number_2", false)]
    [InlineData(null, false)]
    public void is_compared_whole(string? said, bool among) => NormalizedTerm.IsAmong(said, ["spam", "Wrong Number"]).ShouldBe(among);
}
