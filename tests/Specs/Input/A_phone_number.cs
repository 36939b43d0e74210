using Shouldly;
using Switchhook.BuildingBlocks.Input;
using Xunit;

namespace Switchhook.Specs.Input;

/// <summary>What callers say, what speech models make of it, and what carriers and exchanges send.</summary>
public class A_phone_number
{
    [Theory]
    // United States
    [InlineData("+14155550132", "+14155550132")]
    [InlineData("14155550132", "+14155550132")]
    [InlineData("4155550132", "+14155550132")]
    [InlineData("415-555-0132", "+14155550132")]
    [InlineData("415.555.0132", "+14155550132")]
    [InlineData("415 555 0132", "+14155550132")]
    [InlineData("415/555-0132", "+14155550132")]
    [InlineData("(415) 555-0132", "+14155550132")]
    [InlineData("(415)555-0132", "+14155550132")]
    [InlineData("1 (415) 555 0132", "+14155550132")]
    [InlineData("1-415-555-0132", "+14155550132")]
    [InlineData("+1 (415) 555-0132", "+14155550132")]
    [InlineData("+1-415-555-0132", "+14155550132")]
    [InlineData("+1.415.555.0132", "+14155550132")]
    [InlineData("+1 415 555 0132.", "+14155550132")]
    [InlineData(" +1 415 555 0132 ", "+14155550132")]
    [InlineData("\"+14155550132\"", "+14155550132")]
    [InlineData("“415-555-0132”", "+14155550132")]
    [InlineData("'415-555-0132'", "+14155550132")]
    [InlineData("+1 415‑555‑0132", "+14155550132")]
    [InlineData("415–555–0132", "+14155550132")]
    [InlineData("+1 415 555 0132", "+14155550132")]
    [InlineData("＋１ ４１５ ５５５ ０１３２", "+14155550132")]
    [InlineData("٤١٥٥٥٥٠١٣٢", "+14155550132")]
    [InlineData("001 415 555 0132", "+14155550132")]
    [InlineData("011 44 20 7946 0958", "+442079460958")]
    [InlineData("+1 800 356 9377", "+18003569377")]
    // United Kingdom, with and without the zero that only people at home dial
    [InlineData("+44 20 7946 0958", "+442079460958")]
    [InlineData("+44 (0)20 7946 0958", "+442079460958")]
    [InlineData("+44(0)2079460958", "+442079460958")]
    [InlineData("+44 (0) 20 7946 0958", "+442079460958")]
    [InlineData("+44 020 7946 0958", "+442079460958")]
    [InlineData("+44-20-7946-0958", "+442079460958")]
    [InlineData("0044 20 7946 0958", "+442079460958")]
    [InlineData("00442079460958", "+442079460958")]
    [InlineData("+44 7400 123456", "+447400123456")]
    [InlineData("+44 (0)7400 123456", "+447400123456")]
    [InlineData("+44 (0) 161 496 0123", "+441614960123")]
    // Germany, Austria, Switzerland
    [InlineData("+49 30 901820", "+4930901820")]
    [InlineData("+49 (0)30 901820", "+4930901820")]
    [InlineData("+49 (0) 30 / 90 18 20", "+4930901820")]
    [InlineData("0049 30 901820", "+4930901820")]
    [InlineData("+49 151 23456789", "+4915123456789")]
    [InlineData("+49 (0)151/23456789", "+4915123456789")]
    [InlineData("+49 89 12345-67", "+49891234567")]
    [InlineData("+43 1 234567890", "+431234567890")]
    [InlineData("+43 (0)664 1234567", "+436641234567")]
    [InlineData("+41 44 668 18 00", "+41446681800")]
    [InlineData("+41 (0)44 668 18 00", "+41446681800")]
    // Elsewhere: Italy keeps its zero, others do not
    [InlineData("+39 06 6982 1234", "+390669821234")]
    [InlineData("+39 (06) 69821234", "+390669821234")]
    [InlineData("+39 347 123 4567", "+393471234567")]
    [InlineData("+33 1 42 68 53 00", "+33142685300")]
    [InlineData("+33 (0)1 42 68 53 00", "+33142685300")]
    [InlineData("+33 6 12 34 56 78", "+33612345678")]
    [InlineData("0033612345678", "+33612345678")]
    [InlineData("+34 912 34 56 78", "+34912345678")]
    [InlineData("+34 612-345-678", "+34612345678")]
    [InlineData("+31 (0)20 123 4567", "+31201234567")]
    [InlineData("+32 2 401 23 45", "+3224012345")]
    [InlineData("+46 8 123 456 78", "+46812345678")]
    [InlineData("+46 (0)8-123 456 78", "+46812345678")]
    [InlineData("+47 21 23 45 67", "+4721234567")]
    [InlineData("+45 32 12 34 56", "+4532123456")]
    [InlineData("+353 (0)1 234 5678", "+35312345678")]
    [InlineData("+48 12 345 67 89", "+48123456789")]
    [InlineData("+351 21 234 5678", "+351212345678")]
    [InlineData("+61 2 5550 1234", "+61255501234")]
    [InlineData("+61 (0)2 5550 1234", "+61255501234")]
    [InlineData("+61 412 345 678", "+61412345678")]
    [InlineData("+64 3 345 6789", "+6433456789")]
    [InlineData("+91 81234 56789", "+918123456789")]
    [InlineData("+91-081234-56789", "+918123456789")]
    [InlineData("+52 55 1234 5678", "+525512345678")]
    [InlineData("+55 11 96123-4567", "+5511961234567")]
    [InlineData("+55 (11) 96123-4567", "+5511961234567")]
    [InlineData("+81 3-1234-5678", "+81312345678")]
    [InlineData("+82 2-2123-4567", "+82221234567")]
    [InlineData("+86 131 2345 6789", "+8613123456789")]
    [InlineData("+972 50-234-5678", "+972502345678")]
    [InlineData("+971 50 123 4567", "+971501234567")]
    [InlineData("+27 71 123 4567", "+27711234567")]
    [InlineData("+7 912 345-67-89", "+79123456789")]
    [InlineData("+90 501 234 56 78", "+905012345678")]
    // Addresses of exchanges and apps
    [InlineData("tel:+14155550132", "+14155550132")]
    [InlineData("tel:+1-415-555-0132", "+14155550132")]
    [InlineData("TEL:+1-415-555-0132", "+14155550132")]
    [InlineData("tel:4155550132", "+14155550132")]
    [InlineData("callto:+14155550132", "+14155550132")]
    [InlineData("whatsapp:+14155550132", "+14155550132")]
    [InlineData("sms:+14155550132?body=hi", "+14155550132")]
    [InlineData("sip:+14155550142@pbx.example;user=phone", "+14155550142")]
    [InlineData("sip:+14155550142@pbx.example", "+14155550142")]
    [InlineData("sip:14155550142@pbx.example:5060", "+14155550142")]
    [InlineData("sip:4155550142@10.0.0.7", "+14155550142")]
    [InlineData("sips:+14155550142@pbx.example;transport=tls", "+14155550142")]
    [InlineData("SIP:+14155550142@PBX.EXAMPLE", "+14155550142")]
    [InlineData("sip:+14155550142;npdi@pbx.example;user=phone", "+14155550142")]
    [InlineData("sip:+1-415-555-0142@pbx.example", "+14155550142")]
    [InlineData("<sip:+14155550142@pbx.example>", "+14155550142")]
    [InlineData("\"Bob Reyes\" <sip:+14155550142@pbx.example;user=phone>;tag=1928", "+14155550142")]
    [InlineData("sip:%2B14155550142@pbx.example", "+14155550142")]
    [InlineData("%2B14155550142", "+14155550142")]
    [InlineData("+14155550142@pbx.example", "+14155550142")]
    [InlineData("sip:+442079460958@pbx.example", "+442079460958")]
    public void is_one_however_it_is_written(string said, string number) =>
        PhoneNumber.Read(said).ShouldBe(new(new PhoneNumber(number), Certainty.Exact, said));

    [Theory]
    [InlineData("+1 (415) 555-0132 #12", "+14155550132", "12")]
    [InlineData("415-555-0132 x12", "+14155550132", "12")]
    [InlineData("415-555-0132x12", "+14155550132", "12")]
    [InlineData("415-555-0132 X 12", "+14155550132", "12")]
    [InlineData("415-555-0132 ext 12", "+14155550132", "12")]
    [InlineData("415-555-0132 ext. 12", "+14155550132", "12")]
    [InlineData("415-555-0132 Ext.12", "+14155550132", "12")]
    [InlineData("415-555-0132, ext. 012", "+14155550132", "012")]
    [InlineData("415-555-0132 extension 4021", "+14155550132", "4021")]
    [InlineData("(415) 555-0132 (ext. 12)", "+14155550132", "12")]
    [InlineData("415-555-0132 extension no. 12", "+14155550132", "12")]
    [InlineData("+14155550132;ext=12", "+14155550132", "12")]
    [InlineData("tel:+14155550132;ext=12", "+14155550132", "12")]
    [InlineData("+14155550132,,12", "+14155550132", "12")]
    [InlineData("+49 30 901820 Durchwahl 12", "+4930901820", "12")]
    [InlineData("+49 30 901820 DW 12", "+4930901820", "12")]
    [InlineData("+33 1 42 68 53 00 poste 12", "+33142685300", "12")]
    [InlineData("+34 912 34 56 78 extensión 12", "+34912345678", "12")]
    [InlineData("+39 06 6982 1234 interno 12", "+390669821234", "12")]
    [InlineData("+44 (0)20 7946 0958 ext 7", "+442079460958", "7")]
    public void has_its_extension_by_itself(string said, string number, string extension)
    {
        PhoneNumber.Read(said).ShouldBe(new(new PhoneNumber(number, extension), Certainty.Exact, said));
        PhoneNumber.Normalise(said).ShouldBe($"{number};ext={extension}");
        PhoneNumber.Normalise(PhoneNumber.Normalise(said)).ShouldBe($"{number};ext={extension}");
        PhoneNumber.LineOf(said).ShouldBe(number);
    }

    [Theory]
    [InlineData("four one five five five five oh one three two", "+14155550132")]
    [InlineData("four one five, five five five, zero one three two", "+14155550132")]
    [InlineData("Four-one-five, triple five, oh one three two.", "+14155550132")]
    [InlineData("four one five double five five zero one three two", "+14155550132")]
    [InlineData("one four one five five five five oh one thirty two", "+14155550132")]
    [InlineData("plus one four one five five five five zero one three two", "+14155550132")]
    [InlineData("area code 415 555 0132", "+14155550132")]
    [InlineData("415 triple 5 0132", "+14155550132")]
    [InlineData("eight hundred three five six nine three seven seven", "+18003569377")]
    [InlineData("plus forty four twenty seven nine four six zero nine five eight", "+442079460958")]
    [InlineData("cuatro uno cinco cinco cinco cinco cero uno tres dos", "+14155550132")]
    [InlineData("vier eins fünf fünf fünf fünf null eins drei zwo", "+14155550132")]
    [InlineData("quatre un cinq cinq cinq cinq zéro un trois deux", "+14155550132")]
    [InlineData("four one five five five five oh one three two extension twelve", "+14155550132;ext=12")]
    [InlineData("my number is 415-555-0132", "+14155550132")]
    [InlineData("My number is 415-555-0132, call after five", "+14155550132")]
    [InlineData("415-555-0132 (mobile)", "+14155550132")]
    [InlineData("Cell: 415-555-0132", "+14155550132")]
    [InlineData("415-555-0132 or 415-555-0133", "+14155550132")]
    [InlineData("415-555-0132 / 415-555-0133", "+14155550132")]
    [InlineData("+1 415 555 0132 - Maria", "+14155550132")]
    [InlineData("Maria's is (415) 555-0132", "+14155550132")]
    [InlineData("1-800-FLOWERS", "+18003569377")]
    [InlineData("800-FLOWERS", "+18003569377")]
    [InlineData("442079460958", "+442079460958")]
    [InlineData("4915123456789", "+4915123456789")]
    [InlineData("+1 999 555 0132", "+19995550132")]
    [InlineData("+999 1234567", null)]
    public void is_marked_where_it_was_guessed(string said, string? number)
    {
        var read = PhoneNumber.Read(said);
        read.Value?.ToString().ShouldBe(number);
        read.Certainty.ShouldBe(
            number is null ? Certainty.Unclear
            : said.StartsWith("Cell:", StringComparison.Ordinal) ? Certainty.Exact
            : Certainty.Approximate
        );
        read.Original.ShouldBe(said);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("+")]
    [InlineData("+1")]
    [InlineData("911")]
    [InlineData("112")]
    [InlineData("999")]
    [InlineData("32665")]
    [InlineData("555-0132")]
    [InlineData("115 555 0132")]
    [InlineData("+1 115 555 0132")]
    [InlineData("+1 415 155 0132")]
    [InlineData("415555013")]
    [InlineData("+123456789012345678")]
    [InlineData("sip:bob@example.com")]
    [InlineData("sip:1001@pbx.example")]
    [InlineData("bob@example.com")]
    [InlineData("4155550132bob@example.com")]
    [InlineData("same as this one")]
    [InlineData("the number I'm calling from")]
    [InlineData("not provided")]
    [InlineData("N/A")]
    [InlineData("none")]
    [InlineData("after five")]
    [InlineData("two or three")]
    [InlineData("\0")]
    [InlineData("ex t. 12")]
    [InlineData("so_4711")]
    [InlineData("12/24/2026")]
    public void is_none_when_nobody_could_dial_it(string? said) =>
        PhoneNumber.Read(said).ShouldBe(new(null, Certainty.Unclear, said ?? ""));

    [Theory]
    [InlineData("anonymous")]
    [InlineData("Anonymous")]
    [InlineData("ANONYMOUS")]
    [InlineData("restricted")]
    [InlineData("Unavailable")]
    [InlineData("unknown")]
    [InlineData("UNKNOWN CALLER")]
    [InlineData("Private")]
    [InlineData("Private Number")]
    [InlineData("Blocked")]
    [InlineData("withheld")]
    [InlineData("Number withheld")]
    [InlineData("No Caller ID")]
    [InlineData("NO_CALLER_ID")]
    [InlineData("Out of area")]
    [InlineData("unbekannt")]
    [InlineData("Anonym")]
    [InlineData("Rufnummer unterdrückt")]
    [InlineData("numéro masqué")]
    [InlineData("inconnu")]
    [InlineData("Número oculto")]
    [InlineData("desconocido")]
    [InlineData("sip:anonymous@anonymous.invalid")]
    [InlineData("anonymous@anonymous.invalid")]
    [InlineData("\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=9fxced76sl")]
    [InlineData("sip:Anonymous@10.0.0.7")]
    [InlineData("sip:c8oqz84zk7z@anonymous.invalid")]
    [InlineData("+266696687")]
    [InlineData("266696687")]
    [InlineData("1266696687")]
    [InlineData("sip:+266696687@pbx.example")]
    [InlineData("+7378742833")]
    [InlineData("+86282452253")]
    [InlineData("86282452253")]
    [InlineData("+8656696")]
    [InlineData("8656696")]
    [InlineData("+2562533")]
    [InlineData("+7748283")]
    [InlineData("0000000000")]
    [InlineData("+10000000000")]
    [InlineData("+00000000000")]
    [InlineData("0")]
    [InlineData("-1")]
    public void is_none_of_a_caller_who_hides_it(string caller)
    {
        HiddenCaller.Is(caller).ShouldBeTrue();
        PhoneNumber.Read(caller).ShouldBe(new(null, Certainty.Unclear, caller));
        PhoneNumber.Display(caller).ShouldBe("Hidden number");
    }

    [Theory]
    [InlineData("+14155550132")]
    [InlineData("7378742833")]
    [InlineData("+26622123456")]
    [InlineData("+8613123456789")]
    [InlineData("sip:bob@example.com")]
    [InlineData("")]
    [InlineData(null)]
    public void is_hidden_only_when_it_is(string? caller) => HiddenCaller.Is(caller).ShouldBeFalse();

    [Theory]
    [InlineData("+14155550132", "+1 415 555 0132")]
    [InlineData("+14155550132;ext=12", "+1 415 555 0132 ext. 12")]
    [InlineData("+442079460958", "+44 20 7946 0958")]
    [InlineData("sip:+14155550142@pbx.example", "+1 415 555 0142")]
    [InlineData("sip:bob@example.com", "sip:bob@example.com")]
    [InlineData("+999123", "+999123")]
    public void is_shown_in_groups(string number, string shown) => PhoneNumber.Display(number).ShouldBe(shown);

    [Fact]
    public void of_another_home_is_read_there()
    {
        PhoneNumber.Read("020 7946 0958", "GB").Value.ShouldBe(new PhoneNumber("+442079460958"));
        PhoneNumber.Read("0151 23456789", "DE").Value.ShouldBe(new PhoneNumber("+4915123456789"));
        PhoneNumber.Read("01 42 68 53 00", "FR").Value.ShouldBe(new PhoneNumber("+33142685300"));
    }

    [Fact]
    public void is_read_in_no_time_however_long_the_text()
    {
        PhoneNumber.Read(new string('4', 100_000)).Certainty.ShouldBe(Certainty.Unclear);
        PhoneNumber.Read(string.Concat(Enumerable.Repeat("415-555-01 ", 22))).Original.Length.ShouldBe(242);
    }
}
