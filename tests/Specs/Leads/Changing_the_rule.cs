using Shouldly;
using Switchhook.Contracts;
using Switchhook.Leads;
using Switchhook.Leads.Qualification;
using Xunit;

namespace Switchhook.Specs.Leads;

public class Changing_the_rule
{
    static readonly CallContent Said = Given.Call(("is_lead", "true"), ("mail", "maria@example.com"), ("lead_intent", "quote")) with
    {
        HeardAt = new Dictionary<string, double> { ["mail"] = 42.5 },
    };
    static readonly QualificationRule Mail = QualificationRule.Default with
    {
        Version = 2,
        Sources = QualificationRule.Default.Sources with { Email = ["caller_email", "mail"] },
    };

    static Lead Captured(params object[] since) =>
        Given.After(Lead.Create(Given.Told(new LeadCaptured(QualificationRule.Default.Extract(Said), false, Said), 1)), since);

    static Lead Read(Lead lead, QualificationRule rule) =>
        Requalification.Decide(lead, rule, Given.Now) is { } reread ? lead.Apply(reread) : lead;

    [Fact]
    public void finds_what_the_former_rule_did_not_look_for_and_when_it_was_said() =>
        Read(Captured(), Mail).Facts.Of(LeadField.Email).ShouldBe(new SourcedValue("maria@example.com", "call_1", 42.5, 1));

    [Fact]
    public void leaves_what_a_person_wrote() =>
        Read(Captured(new LeadEdited(new Dictionary<LeadField, string?> { [LeadField.Email] = "m.lopez@example.com" }, Given.Now)), Mail)
            .Facts.Of(LeadField.Email)!
            .Value.ShouldBe("m.lopez@example.com");

    [Fact]
    public void leaves_empty_what_a_person_emptied() =>
        Read(Captured(new LeadEdited(new Dictionary<LeadField, string?> { [LeadField.Email] = null }, Given.Now)), Mail)
            .Facts.Of(LeadField.Email)
            .ShouldBeNull();

    [Fact]
    public void lets_what_it_finds_count_once_the_edit_is_undone() =>
        Read(
            Captured(
                new LeadEdited(new Dictionary<LeadField, string?> { [LeadField.Email] = null }, Given.Now),
                new LeadEditUndone(LeadField.Email, Given.Now)
            ),
            Mail
        )
            .Facts.Of(LeadField.Email)!
            .Value.ShouldBe("maria@example.com");

    [Fact]
    public void gives_another_status_only_where_nobody_has_given_one()
    {
        var rule = QualificationRule.Default with { Version = 2, Qualified = ["quote"] };
        Read(Captured(), rule).Status.ShouldBe(LeadStatus.Qualified);
        Read(Captured(new LeadStatusChanged(LeadStatus.Contacted, true, Given.Now)), rule).Status.ShouldBe(LeadStatus.Contacted);
    }

    [Fact]
    public void sets_aside_what_is_no_lead_any_more_unless_somebody_has_worked_on_it()
    {
        var rule = QualificationRule.Default with { Version = 2, Never = ["quote"] };
        Read(Captured(), rule).IsAside.ShouldBeTrue();
        Read(Captured(new LeadNoted("Rang back.", Given.Now)), rule).IsAside.ShouldBeFalse();
    }

    [Fact]
    public void brings_back_what_it_set_aside()
    {
        var gone = Read(Captured(), QualificationRule.Default with { Version = 2, Never = ["quote"] });
        Read(gone, QualificationRule.Default with { Version = 3 })
            .ShouldSatisfyAllConditions(x => x.IsAside.ShouldBeFalse(), x => x.NeedsAttention.ShouldBeTrue());
    }

    [Theory]
    [InlineData("4", 4), InlineData("four", 4), InlineData(" 7.5 ", 7.5), InlineData("0", 0), InlineData("10", 10)]
    public void takes_urgency_as_a_number_however_it_is_written(string typed, double from)
    {
        var form = RuleForm.Of(QualificationRule.Default);
        form.UrgentFrom = typed;
        form.ValidationErrors().ShouldBeEmpty();
        form.Rule().UrgentFrom.ShouldBe(from);
    }

    [Theory, InlineData("eleven"), InlineData("11"), InlineData("-1"), InlineData("loads"), InlineData(""), InlineData(null)]
    public void tells_at_the_field_what_is_no_urgency(string? typed)
    {
        var form = RuleForm.Of(QualificationRule.Default);
        form.UrgentFrom = typed;
        form.ValidationErrors().Keys.ShouldBe(["Rule.UrgentFrom"]);
    }

    [Fact]
    public void says_nothing_of_a_lead_for_which_nothing_changes() =>
        Requalification.Decide(Captured(), QualificationRule.Default with { Version = 2 }, Given.Now).ShouldBeNull();

    [Fact]
    public void leaves_a_lead_whose_calls_were_not_kept() =>
        Requalification
            .Decide(Given.History(), QualificationRule.Default with { Version = 2, Never = ["book_appointment"], Leads = [] }, Given.Now)
            .ShouldBeNull();

    [Fact]
    public void is_counted_before_it_is_done()
    {
        Lead[] leads = [Captured(), Captured(), Captured(new LeadStatusChanged(LeadStatus.Won, false, Given.Now)), Given.History()];
        var rule = Mail with { Qualified = ["quote"] };
        var preview = leads.Aggregate(
            RulePreview.Nothing,
            (sum, lead) => sum.With(Requalification.Decide(lead, rule, Given.Now) is { } e ? RuleEffect.Of(lead, lead.Apply(e)) : null)
        );
        preview.Sentences().ShouldBe(["3 leads gain an e-mail", "2 change status", "0 lost"]);
        preview.Leads.ShouldBe(4);
    }

    [Fact]
    public void counts_what_it_loses() =>
        RulePreview
            .Nothing.With(RuleEffect.Of(Captured(), Read(Captured(), QualificationRule.Default with { Version = 2, Never = ["quote"] })))
            .Sentences()
            .ShouldBe(["0 change status", "1 lost"]);

    static (QualificationRuleChanged? Changed, int Told) Ask(QualificationRule wanted, CurrentRule? own = null)
    {
        var (events, told) = ChangeQualificationRuleHandler.Handle(new(wanted), own, Given.Now);
        return ((QualificationRuleChanged?)events.SingleOrDefault(), told.Count);
    }

    [Fact]
    public void gives_it_the_next_version_and_requalifies_the_leads()
    {
        var (changed, told) = Ask(Mail with { Version = 1 });
        changed!.Rule.ShouldSatisfyAllConditions(x => x.Version.ShouldBe(2), x => x.Sources.Email.ShouldBe(["caller_email", "mail"]));
        told.ShouldBe(1);
    }

    [Fact]
    public void is_silent_when_it_says_the_same() =>
        Ask(QualificationRule.Default with { Nothing = [.. QualificationRule.Default.Nothing] }).ShouldBe((null, 0));

    [Fact]
    public void is_refused_over_a_rule_that_changed_meanwhile() =>
        Should.Throw<Refused>(() =>
            Ask(Mail with { Version = 1 }, new CurrentRule(CurrentRule.Stream, QualificationRule.Default with { Version = 2 }, []))
        );

    [Fact]
    public void is_refused_when_nothing_could_ever_be_a_lead() =>
        Should.Throw<Refused>(() => Ask(QualificationRule.Default with { Verdict = [], Leads = [] }));
}
