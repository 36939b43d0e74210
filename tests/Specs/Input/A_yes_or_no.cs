using Shouldly;
using Switchhook.BuildingBlocks.Input;
using Xunit;

namespace Switchhook.Specs.Input;

public class A_yes_or_no
{
    [Theory]
    [
        InlineData("true"),
        InlineData("True"),
        InlineData("TRUE"),
        InlineData("true."),
        InlineData(" true "),
        InlineData("\"true\""),
        InlineData("yes"),
        InlineData("Yes")
    ]
    [
        InlineData("YES"),
        InlineData("Yes."),
        InlineData("yes!"),
        InlineData("y"),
        InlineData("Y"),
        InlineData("t"),
        InlineData("1"),
        InlineData("1.0"),
        InlineData("yeah")
    ]
    [
        InlineData("yep"),
        InlineData("Yup"),
        InlineData("sure"),
        InlineData("OK"),
        InlineData("okay"),
        InlineData("correct"),
        InlineData("affirmative"),
        InlineData("of course")
    ]
    [
        InlineData("definitely"),
        InlineData("absolutely"),
        InlineData("uh-huh"),
        InlineData("on"),
        InlineData("sí"),
        InlineData("Sí"),
        InlineData("si"),
        InlineData("Sí."),
        InlineData("¡Sí!")
    ]
    [
        InlineData("claro"),
        InlineData("verdadero"),
        InlineData("ja"),
        InlineData("Ja"),
        InlineData("Jawohl"),
        InlineData("natürlich"),
        InlineData("oui"),
        InlineData("Oui.")
    ]
    [
        InlineData("ouais"),
        InlineData("vrai"),
        InlineData("d'accord"),
        InlineData("d’accord"),
        InlineData("bien sûr"),
        InlineData("sim"),
        InlineData("tak"),
        InlineData("ano")
    ]
    [
        InlineData("igen"),
        InlineData("kyllä"),
        InlineData("evet"),
        InlineData("da"),
        InlineData("да"),
        InlineData("Да."),
        InlineData("ναι"),
        InlineData("はい"),
        InlineData("是")
    ]
    [InlineData("네"), InlineData("نعم"), InlineData("हाँ"), InlineData("✓"), InlineData("✅"), InlineData("👍"), InlineData("ＹＥＳ")]
    public void is_yes_as_it_is_said(string said) => YesNo.Read(said).ShouldBe(new(true, Certainty.Exact, said));

    [Theory]
    [
        InlineData("false"),
        InlineData("False"),
        InlineData("FALSE"),
        InlineData("false."),
        InlineData("\"false\""),
        InlineData("no"),
        InlineData("No"),
        InlineData("NO"),
        InlineData("No.")
    ]
    [
        InlineData("n"),
        InlineData("N"),
        InlineData("f"),
        InlineData("0"),
        InlineData("0.0"),
        InlineData("nope"),
        InlineData("nah"),
        InlineData("never"),
        InlineData("negative")
    ]
    [
        InlineData("none"),
        InlineData("not really"),
        InlineData("absolutely not"),
        InlineData("no way"),
        InlineData("off"),
        InlineData("incorrect"),
        InlineData("nein"),
        InlineData("Nein.")
    ]
    [
        InlineData("nö"),
        InlineData("falsch"),
        InlineData("nee"),
        InlineData("non"),
        InlineData("faux"),
        InlineData("pas du tout"),
        InlineData("não"),
        InlineData("falso"),
        InlineData("nej")
    ]
    [
        InlineData("nie"),
        InlineData("nem"),
        InlineData("hayır"),
        InlineData("нет"),
        InlineData("όχι"),
        InlineData("いいえ"),
        InlineData("不是"),
        InlineData("아니요"),
        InlineData("لا")
    ]
    [InlineData("नहीं"), InlineData("✗"), InlineData("❌"), InlineData("👎")]
    public void is_no_as_it_is_said(string said) => YesNo.Read(said).ShouldBe(new(false, Certainty.Exact, said));

    [Theory]
    [InlineData("Yes, wants a quote", true)]
    [InlineData("Yes - caller wants to book a cleaning", true)]
    [InlineData("yes, but not before Tuesday", true)]
    [InlineData("Yes (new patient)", true)]
    [InlineData("Yes. The caller asked for a price.", true)]
    [InlineData("true: wants an appointment", true)]
    [InlineData("True – existing customer", true)]
    [InlineData("yeah, he wants a call back", true)]
    [InlineData("Sure, call me back", true)]
    [InlineData("Definitely a lead", true)]
    [InlineData("Sí, quiere un presupuesto", true)]
    [InlineData("Ja, möchte einen Termin", true)]
    [InlineData("Oui, demande un devis", true)]
    [InlineData("lead", true)]
    [InlineData("This is a lead", true)]
    [InlineData("Qualified lead", true)]
    [InlineData("Lead: yes", true)]
    [InlineData("is_lead = true", true)]
    [InlineData("No, wrong number", false)]
    [InlineData("No - a sales call", false)]
    [InlineData("no. Voicemail only.", false)]
    [InlineData("false (spam)", false)]
    [InlineData("Nope, just a question", false)]
    [InlineData("Not a lead", false)]
    [InlineData("not a lead, wrong number", false)]
    [InlineData("This is not a lead", false)]
    [InlineData("Lead: no", false)]
    [InlineData("Nein, verwählt", false)]
    [InlineData("No, número equivocado", false)]
    [InlineData("Non, erreur de numéro", false)]
    public void may_have_more_behind_it(string said, bool answer) => YesNo.Read(said).ShouldBe(new(answer, Certainty.Approximate, said));

    [Theory]
    [
        InlineData(null),
        InlineData(""),
        InlineData("  "),
        InlineData("."),
        InlineData("maybe"),
        InlineData("perhaps"),
        InlineData("Possibly"),
        InlineData("unclear"),
        InlineData("unsure")
    ]
    [
        InlineData("not sure"),
        InlineData("no idea"),
        InlineData("No problem, see you then"),
        InlineData("not provided"),
        InlineData("not mentioned"),
        InlineData("N/A"),
        InlineData("yes/no")
    ]
    [
        InlineData("yes and no"),
        InlineData("no, yes"),
        InlineData("Yes or no"),
        InlineData("ja/nein"),
        InlineData("2"),
        InlineData("10"),
        InlineData("100%"),
        InlineData("0.5"),
        InlineData("nobody")
    ]
    [
        InlineData("yesterday"),
        InlineData("notary"),
        InlineData("nothing"),
        InlineData("potential lead"),
        InlineData("maybe a lead"),
        InlineData("new customer"),
        InlineData("wants a quote")
    ]
    [
        InlineData("Norma called"),
        InlineData("Sina"),
        InlineData("Dan"),
        InlineData("T. Jones"),
        InlineData("1 appointment"),
        InlineData("on Tuesday"),
        InlineData("right away"),
        InlineData("?")
    ]
    public void is_unclear_rather_than_guessed(string? said) => YesNo.Read(said).ShouldBe(new(null, Certainty.Unclear, said ?? ""));
}
