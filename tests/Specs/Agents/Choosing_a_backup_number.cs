using System.Net;
using Shouldly;
using Switchhook.Agents;
using Switchhook.Agents.BackupNumbers;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Pausing;
using Switchhook.Contracts;
using Wolverine;
using Xunit;

namespace Switchhook.Specs.Agents;

public class Choosing_a_backup_number
{
    const string Mobile = "+14155550132",
        Office = "+14155550142";

    static readonly object[] Set = [new BackupNumberChosen(Mobile), new BackupNumberBegun(null), new BackupNumberSet(Mobile)];
    static readonly BackupNumberNotSet No = new(Mobile, "No.", "");

    static (List<object> Events, OutgoingMessages Next) Choose(Agent? agent, string? number)
    {
        var (events, next) = ChooseBackupNumberHandler.Handle(new(Given.Id, number), agent, AllowedCountries.None);
        return ([.. events], next);
    }

    [Fact]
    public void asks_retell() =>
        Choose(Given.Answering(), " (415) 555-0132 ")
            .ShouldSatisfyAllConditions(
                x => x.Events.ShouldBe([new BackupNumberChosen(Mobile)]),
                x => x.Next.ShouldBe([new SetBackupNumber(Given.Id)])
            );

    [Fact]
    public void twice_is_once()
    {
        Choose(Given.Answering(Set), Mobile).Events.ShouldBeEmpty();
        Choose(Given.Answering(new BackupNumberChosen(Mobile)), Mobile).Events.ShouldBeEmpty();
    }

    [Fact]
    public void of_none_is_silent_when_none_was_chosen() => Choose(Given.Answering(), " ").Events.ShouldBeEmpty();

    [Fact]
    public void of_none_takes_it_away() => Choose(Given.Answering(Set), "").Events.ShouldBe([new BackupNumberChosen(null)]);

    [Fact]
    public void is_left_to_the_asking_that_is_under_way() =>
        Choose(Given.Answering(new BackupNumberChosen(Mobile)), Office)
            .ShouldSatisfyAllConditions(x => x.Events.ShouldBe([new BackupNumberChosen(Office)]), x => x.Next.ShouldBeEmpty());

    [Fact]
    public void is_not_done_while_another_is_wanted_by_now()
    {
        object[] since = [new BackupNumberChosen(Mobile), new BackupNumberChosen(Office), new BackupNumberSet(Mobile)];
        Given.Answering(since).Backup.IsSetting.ShouldBeTrue();
        Given.Answering(Set).Backup.IsSetting.ShouldBeFalse();
    }

    [Fact]
    public void that_was_refused_may_be_tried_again_or_given_up()
    {
        var refused = Given.Answering(new BackupNumberChosen(Mobile), No);
        Choose(refused, Mobile).Events.ShouldBe([new BackupNumberChosen(Mobile)]);
        Choose(refused, "").Events.ShouldBe([new BackupNumberChosen(null)]);
    }

    [Fact]
    public void that_is_refused_keeps_the_former_one()
    {
        object[] history = [.. Set, new BackupNumberChosen(Office), No with { Number = Office }];
        Given.Answering(history).Backup.Number.ShouldBe(Mobile);
        var page = Given.Page(history);
        (page.Status, page.BackupNumber, page.IsSettingBackupNumber).ShouldBe((AgentStatus.Live, Mobile, false));
        page.BackupNumberNotSet!.Number.ShouldBe(Office);
    }

    [Fact]
    public void goes_with_the_agent_s_number() =>
        Given.Page([.. Set, new AgentDeletionRequested(), new PhoneReleased("+14155550101")]).BackupNumber.ShouldBeNull();

    [Theory]
    [InlineData("911")]
    [InlineData("+1 900 555 0123")]
    [InlineData("+1 415 555 0101")]
    [InlineData("+49 30 123456")]
    [InlineData("hello")]
    public void is_refused_with_a_number_that_calls_cannot_go_to(string number) =>
        Should.Throw<Refused>(() => Choose(Given.Answering(), number));

    [Fact]
    public void is_refused_when_there_is_no_agent() => Should.Throw<Refused>(() => Choose(null, Mobile));

    /// <summary>What was chosen here, what Retell has, and whether it has to change.</summary>
    [Theory]
    [InlineData(null, null, false)]
    [InlineData(null, Office, false)]
    [InlineData(Mobile, Mobile, false)]
    [InlineData(Mobile, null, true)]
    [InlineData(Mobile, Office, true)]
    public void changes_at_retell_only_what_differs(string? chosen, string? found, bool changes) =>
        BackupNumberState.None.Choose(chosen).Changes(found).ShouldBe(changes);

    [Fact]
    public void of_none_takes_away_only_what_was_chosen_here()
    {
        var none = Given.Answering([.. Set, new BackupNumberChosen(null)]).Backup;
        none.Changes(Mobile).ShouldBeTrue();
        none.Changes(Office).ShouldBeFalse("somebody put that there in Retell's dashboard");
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "Fallback number is not available on your plan", "Only some Retell plans include it")]
    [InlineData(HttpStatusCode.Forbidden, "Forbidden", "Only some Retell plans include it")]
    [InlineData(HttpStatusCode.UnprocessableEntity, "Unknown field", "Only some Retell plans include it")]
    [InlineData(HttpStatusCode.UnprocessableEntity, "Cannot find requested asset under given api key.", "can't find this phone number")]
    [InlineData(HttpStatusCode.BadRequest, "Fallback number cannot be a number that has its own fallback configured", "number of its own")]
    [InlineData(HttpStatusCode.Unauthorized, "", "did not accept this service's key")]
    public void that_retell_refuses_is_explained(HttpStatusCode status, string message, string sentence) =>
        BackupNumberText.For(new(status, message, false), Given.Answering(new BackupNumberChosen(Mobile))).ShouldContain(sentence);
}

public class Disconnecting_an_agent_with_a_backup_number
{
    const string Mobile = "+14155550142",
        Former = "+14155550152";

    static object[] Changed(string? former, string? set = Mobile) =>
        [.. GivenConnectedAgent.Set, new BackupNumberChosen(set), new BackupNumberBegun(former), new BackupNumberSet(set)];

    [Fact]
    public void puts_back_what_the_number_had_before_and_then_the_webhook()
    {
        ConnectionDecider
            .Disconnect(GivenConnectedAgent.After(Changed(Former)))
            .Next.ShouldContain(new RestoreBackupNumber(GivenConnectedAgent.Id));
        object[] leaving = [.. Changed(Former), new DisconnectRequested()];
        ConnectionDecider
            .BackupRestored(GivenConnectedAgent.After(leaving), [])
            .Next.ShouldBe([new PrepareWebhook(GivenConnectedAgent.Id)]);
        GivenConnectedAgent.After([.. leaving, new BackupNumberRestored(Former)]).Backup.HasFormer.ShouldBeFalse();
    }

    [Fact]
    public void leaves_alone_what_we_did_not_change()
    {
        object[] theirs = [.. GivenConnectedAgent.Set, new BackupNumberChosen(Mobile), new BackupNumberSet(Mobile)];
        foreach (var untouched in (object[][])[GivenConnectedAgent.Set, Changed(Mobile), theirs])
            ConnectionDecider
                .Disconnect(GivenConnectedAgent.After(untouched))
                .Next.ShouldContain(new PrepareWebhook(GivenConnectedAgent.Id));
    }

    [Theory]
    [InlineData(Former, "change it to +1 415 555 0152")]
    [InlineData(null, "Remove it in Retell's dashboard")]
    public void tells_its_owner_what_to_put_back_where_retell_does_not_let_us(string? former, string sentence)
    {
        object[] leaving = [.. Changed(former), new DisconnectRequested()];
        var told = BackupNumberText.NotRestored(GivenConnectedAgent.After(leaving), new(HttpStatusCode.Forbidden, "Forbidden", false))!;
        told.ShouldContain(sentence);
        var restoring = GivenConnectedAgent.After([.. leaving, new BackupNumberNotRestored(told, "Forbidden"), new RestoreBegun(4)]);
        ConnectionDecider
            .OnWebhookPublished(restoring, 5, null)
            .Events.ShouldBe([new AgentDisconnected(GivenConnectedAgent.RetellId, 5, told)]);
    }

    [Fact]
    public void has_nothing_to_put_back_when_the_number_is_gone() =>
        BackupNumberText.NotRestored(GivenConnectedAgent.After(Changed(Former)), new(HttpStatusCode.NotFound, "", false)).ShouldBeNull();
}
