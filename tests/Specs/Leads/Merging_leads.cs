using Shouldly;
using Switchhook.Contracts;
using Switchhook.Leads;
using Switchhook.Leads.BlockedCallers;
using Switchhook.Leads.Capture;
using Switchhook.Leads.Inbox;
using Switchhook.Leads.Merge;
using Xunit;

namespace Switchhook.Specs.Leads;

public class Merging_leads
{
    static readonly Guid OtherId = Lead.IdFor("call_9");
    static readonly Enquiry Other = new(
        "call_9",
        Given.Now.AddHours(-2),
        "Asks for a price.",
        Email: "priya@example.com",
        Number: "+15105550199",
        RuleVersion: 1
    );

    static LeadDetails Goes(params object[] since)
    {
        var details = LeadDetails.Create(new JasperFx.Events.Event<LeadCaptured>(new(Other, false)) { StreamKey = Lead.Stream(OtherId) });
        return details with { Lead = Given.After(details.Lead, since) };
    }

    [Fact]
    public void joins_what_both_knew_in_the_order_of_the_calls()
    {
        var stays = Given.Details();
        var (merged, into) = MergeLeadsHandler.Decide(stays, Goes(), Given.Now);
        var after = stays.Apply(Given.Told(merged));
        after.Of(LeadField.Name)!.Value.ShouldBe("Priya Nair");
        after.Of(LeadField.Email)!.Value.ShouldBe("priya@example.com");
        after.Lead.Facts.Calls.Select(x => x.Enquiry.CallId).ShouldBe(["call_1", "call_9"]);
        after
            .Story.Select(x => x.Kind)
            .ShouldBe([LeadTimelineEntryKind.Captured, LeadTimelineEntryKind.Captured, LeadTimelineEntryKind.Merged]);
        into.Into.ShouldBe(stays.Id);
        Goes().Lead.Apply(into).IsGone.ShouldBeTrue();
    }

    [Fact]
    public void lets_what_was_written_on_the_lead_that_stays_win()
    {
        var goes = Goes(
            new LeadEdited(new Dictionary<LeadField, string?> { [LeadField.Name] = "P. Nair", [LeadField.Notes] = "Has a dog." }, Given.Now)
        );
        var stays = Given.Details(new LeadEdited(new Dictionary<LeadField, string?> { [LeadField.Name] = "Priya N." }, Given.Now));
        var after = stays.Lead.Apply(MergeLeadsHandler.Decide(stays, goes, Given.Now).Item1);
        after.Facts.Of(LeadField.Name)!.Value.ShouldBe("Priya N.");
        after.Facts.Of(LeadField.Notes)!.Value.ShouldBe("Has a dog.");
    }

    [Fact]
    public void is_taken_back_by_giving_the_other_its_calls()
    {
        var stays = Given.Details();
        var (merged, into) = MergeLeadsHandler.Decide(stays, Goes(), Given.Now);
        var after = stays.Apply(Given.Told(merged)).Apply(Given.Told(new LeadSplit(Lead.Stream(OtherId), ["call_9"], Given.Now)));
        after.Lead.Facts.Calls.ShouldBe(stays.Lead.Facts.Calls);
        after.Lead.Merged.ShouldBeEmpty();
        after
            .Story.Select(x => x.Kind)
            .ShouldBe([LeadTimelineEntryKind.Captured, LeadTimelineEntryKind.Merged, LeadTimelineEntryKind.Split]);
        Goes().Lead.Apply(into).Apply(new LeadSplitOff(stays.Id, Given.Now)).IsGone.ShouldBeFalse();
    }

    [Fact]
    public void is_refused_with_itself_and_with_what_is_gone()
    {
        var stays = Given.Details();
        Should.Throw<Refused>(() => MergeLeadsHandler.Decide(stays, stays, Given.Now));
        Should.Throw<Refused>(() => MergeLeadsHandler.Decide(stays, Goes(new LeadMergedInto("lead/else", Given.Now)), Given.Now));
        Should.Throw<Refused>(() =>
            MergeLeadsHandler.Decide(stays with { Lead = stays.Lead with { MergedInto = "lead/else" } }, Goes(), Given.Now)
        );
    }
}

public class Writing_what_is_known
{
    static LeadEdited? Edit(LeadField field, string? value, Lead? lead = null) =>
        EditLeadHandler.Handle(
            new(Given.Id, new Dictionary<LeadField, string?> { [field] = value }, 1),
            lead ?? Given.History(),
            Given.Now
        );

    [Fact]
    public void keeps_what_became_another() =>
        Edit(LeadField.Name, " Priya N. ")!
            .Values.ShouldHaveSingleItem()
            .ShouldBe(KeyValuePair.Create(LeadField.Name, (string?)"Priya N."));

    [Fact]
    public void is_silent_about_what_is_so_already() => Edit(LeadField.Name, "Priya Nair").ShouldBeNull();

    [Fact]
    public void brings_numbers_to_one_form() => Edit(LeadField.Number, "(415) 555-0132")!.Values[LeadField.Number].ShouldBe("+14155550132");

    [Fact]
    public void empties_a_field() => Edit(LeadField.Number, "")!.Values[LeadField.Number].ShouldBeNull();

    [
        Theory,
        InlineData(LeadField.Number, "my mobile"),
        InlineData(LeadField.Email, "priya at example"),
        InlineData(LeadField.Email, "a@b.c, d@e.f")
    ]
    public void is_refused_for_what_cannot_be(LeadField field, string typed) => Should.Throw<Refused>(() => Edit(field, typed));

    [Fact]
    public void wins_over_every_later_call()
    {
        var lead = Given.History(
            new LeadEdited(new Dictionary<LeadField, string?> { [LeadField.Email] = "own@example.com" }, Given.Now),
            new LeadCalledAgain(Given.Second)
        );
        lead.Facts.Of(LeadField.Email).ShouldBe(new SourcedValue("own@example.com", null, Written: true));
    }
}

public class Undoing_a_status
{
    static LeadStatusRestored? Undo(Lead? lead) => UndoStatusHandler.Handle(new(Given.Id, 1), lead, Given.Now);

    [Fact]
    public void takes_a_status_back_that_left_the_lead_in_the_queue() =>
        Undo(Given.History(new LeadStatusChanged(LeadStatus.Qualified, true, Given.Now)))
            .ShouldBe(new LeadStatusRestored(LeadStatus.New, true, Given.Now));

    [Fact]
    public void takes_back_that_it_was_done() =>
        Undo(Given.History(Given.Done)).ShouldBe(new LeadStatusRestored(LeadStatus.New, true, Given.Now));

    [Fact]
    public void takes_back_no_more_than_the_last() =>
        Undo(Given.History(Given.Done, new LeadStatusRestored(LeadStatus.New, true, Given.Now))).ShouldBeNull();

    [Fact]
    public void is_silent_when_the_caller_rang_since() => Undo(Given.History(Given.Done, new LeadCalledAgain(Given.Second))).ShouldBeNull();

    [Fact]
    public void is_refused_when_there_is_none() => Should.Throw<Refused>(() => Undo(null));
}

public class Blocking_a_caller
{
    [Fact]
    public void makes_spam_of_the_lead() =>
        BlockCallerHandler
            .Decide(Given.History(), Given.Now)
            .Select(x => x.GetType())
            .ShouldBe([typeof(LeadStatusChanged), typeof(LeadCallerBlocked)]);

    [Fact]
    public void is_silent_the_second_time() =>
        BlockCallerHandler.Decide(Given.History(Given.Spam, new LeadCallerBlocked(["+15105550148"], Given.Now)), Given.Now).ShouldBeEmpty();

    [Fact]
    public void is_undone_with_the_status_from_before()
    {
        var blocked = Given.After(Given.History(), [.. BlockCallerHandler.Decide(Given.History(), Given.Now)]);
        Given
            .After(blocked, [.. UnblockCallerHandler.Decide(blocked, Given.Now)])
            .ShouldSatisfyAllConditions(
                x => x.Status.ShouldBe(LeadStatus.New),
                x => x.NeedsAttention.ShouldBeTrue(),
                x => x.IsBlocked.ShouldBeFalse()
            );
    }

    [Fact]
    public void is_refused_where_the_number_is_the_owner_s_own() =>
        Should
            .Throw<Refused>(() =>
                BlockCallerHandler.Decide(Given.History(), Given.Now, BusinessNumbers.None with { Named = ["+15105550148"] }).ToList()
            )
            .Message.ShouldContain("your own number");

    [Fact]
    public void leaves_a_line_alone_behind_which_there_are_extensions() =>
        Should.Throw<Refused>(() =>
            BlockCallerHandler
                .Decide(
                    Given.History() with
                    {
                        Facts = LeadFacts.None.WithCall(new(Given.First with { Number = "+15105550148;ext=12" }, null)),
                    },
                    Given.Now
                )
                .ToList()
        );

    [Fact]
    public void is_refused_where_no_number_is_known() =>
        Should.Throw<Refused>(() => BlockCallerHandler.Decide(Given.History() with { Facts = LeadFacts.None }, Given.Now));
}
