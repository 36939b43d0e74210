using System.Net;
using Shouldly;
using Switchhook.Agents;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Deletion;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Reconciliation;
using Switchhook.Agents.Retell;
using Switchhook.Agents.Versions;
using Switchhook.Contracts;
using Wolverine.Marten;
using Xunit;
using static Switchhook.Specs.Agents.GivenConnectedAgent;

namespace Switchhook.Specs.Agents;

public class Connecting_an_agent
{
    static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    static readonly ProvisioningSettings Rules = new(
        3,
        TimeSpan.FromSeconds(60),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(24),
        TimeSpan.FromSeconds(60)
    );
    static readonly ConnectAgent Command = new(Id, " Front desk ", "", RetellId, "+1 (415) 555-0132", new("sealed", "wxyz"));
    static readonly ConnectedPrompt Answer = new("llm_1", "Answer.", "Hello");
    static readonly RetellRefusal Unauthorized = new(HttpStatusCode.Unauthorized, "API key is missing or invalid.", false);
    static readonly RetellRefusal Forbidden = new(HttpStatusCode.Forbidden, "no", false);
    static readonly RetellRefusal Silence = new(null, "No answer", true);

    [Fact]
    public void takes_the_place_keeps_the_key_sealed_and_asks_retell()
    {
        var (slot, key, events, next) = ConnectAgentHandler.Handle(Command, null, null, Rules, Now);
        slot.ShouldBeOfType<InsertDoc<AgentQuota>>().Document.ShouldBeOfType<AgentQuota>().AgentId.ShouldBe(Id);
        key.ShouldBe(new StoreOwnerKey(Id, "sealed", Now));
        events.ShouldBe([Request]);
        next.ShouldContain(new CheckKey(Id));
    }

    [Fact]
    public void without_a_key_asks_in_the_platforms_account()
    {
        var (_, key, events, next) = ConnectAgentHandler.Handle(Command with { Key = null }, null, null, Rules, Now);
        key.ShouldNotBeOfType<StoreOwnerKey>();
        events.ShouldBe([Claim]);
        next.ShouldContain(new FindAgent(Id));
    }

    [Fact]
    public void sent_twice_is_once() =>
        ConnectAgentHandler.Handle(Command, After(), AgentQuota.Free.Attempt(Id, Now), Rules, Now).Item3.ShouldBeEmpty();

    [Fact]
    public void is_refused_beside_another_agent() =>
        Should
            .Throw<Refused>(() => ConnectAgentHandler.Handle(Command, null, AgentQuota.Free.Take(Guid.NewGuid(), Now), Rules, Now))
            .Message.ShouldContain("already have an agent");

    [Fact]
    public void is_refused_after_ten_attempts_in_an_hour_and_says_when_the_next_may_be()
    {
        var slot = Enumerable
            .Range(0, 10)
            .Aggregate(AgentQuota.Free, (slot, minute) => slot.Attempt(Guid.NewGuid(), Now.AddMinutes(minute)).Release());
        var soon = Should.Throw<RetryLater>(() => ConnectAgentHandler.Handle(Command, null, slot, Rules, Now.AddMinutes(20)));
        soon.Next.ShouldBe(Now.AddHours(1));
        ConnectAgentHandler.Handle(Command, null, slot, Rules, soon.Next).Item3.ShouldNotBeEmpty();
        slot.Left(3, Now.AddMinutes(20)).ShouldBe(3, "an attempt is no creation");
    }

    [Theory]
    [InlineData("not an id", "+14155550132", "begins with")]
    [InlineData("agent_1\n", "4155550132", "country code")]
    [InlineData(RetellId, "+0155550132", "country code")]
    public void is_refused_with_what_no_agent_or_number_looks_like(string id, string number, string sentence) =>
        Should
            .Throw<Refused>(() => ConnectionInputRules.Check(Command with { RetellAgentId = id, Number = number }))
            .Message.ShouldContain(sentence);

    [Theory]
    [InlineData("+44 (0)20 7946 0958", "+442079460958")]
    [InlineData("+1 415.555.0132", "+14155550132")]
    [InlineData("+1 415 555 0132 ext. 12", null)]
    [InlineData("+4402079460958 or +14155550132", null)]
    public void reads_the_number_as_every_form_does(string typed, string? number) => ConnectionInputRules.E164(typed).ShouldBe(number);

    [Fact]
    public void goes_from_the_key_to_the_agent_to_the_number()
    {
        var key = ConnectionDecider.OnKeyChecked(After(), new(null, "Reyes Dental LLC"));
        key.Events.ShouldBe([new KeyAccepted("Reyes Dental LLC")]);
        key.Next.ShouldBe([new FindAgent(Id)]);

        var found = ConnectionDecider.OnAgentFound(After(Found[0]), Version(3), Answer, "Ada", null, Mark);
        found.Events.ShouldBe([Found[1]]);
        found.Next.ShouldBe([new FindNumber(Id)]);
    }

    [Fact]
    public void is_linked_before_the_webhook_is_pointed_here()
    {
        var found = ConnectionDecider.OnNumberFound(After(Found), Bound($$"""[{"agent_id":"{{RetellId}}","weight":1}]"""), null);
        found.Events.ShouldBe([new NumberFound(Number, "+1 (415) 555-0132"), new AgentConnected(RetellId)]);
        found.Next.ShouldBe([new AgentLinked(RetellId, "Front desk"), new PrepareWebhook(Id)]);
    }

    [Fact]
    public void of_the_platforms_account_asks_an_admin_first()
    {
        var seen = ConnectionDecider.OnAgentFound(After(Claim), Version(3), null, "", null, Mark);
        seen.Events.ShouldBe([new AgentSeen()], "what it says is nobody's to read yet");
        seen.Next.ShouldBe([new FindNumber(Id)]);
        var found = ConnectionDecider.OnNumberFound(
            After(Claim, new AgentSeen()),
            Bound($$"""[{"agent_id":"{{RetellId}}","weight":1}]"""),
            null
        );
        found.Events.ShouldBe([new NumberFound(Number, "+1 (415) 555-0132"), new AgentClaimed()]);
        found.Next.ShouldBe([new OwnershipApprovalRequested(Id, "Front desk", RetellId, Number)]);
    }

    [Fact]
    public void goes_on_when_an_admin_approves_and_ends_when_one_refuses()
    {
        object[] claim = [new AgentSeen(), new NumberFound(Number, Number), new AgentClaimed()];
        var claimed = After(Claim, claim);
        var approved = ConnectionDecider.OnApprovalDecided(claimed, true, null);
        approved.Events.ShouldBe([new ClaimApproved()]);
        approved.Next.ShouldBe([new FindAgent(Id), new OwnershipApprovalClosed(Id)]);
        ConnectionDecider
            .OnAgentFound(After(Claim, [.. claim, new ClaimApproved()]), Version(3), Answer, "Ada", null, Mark)
            .Events.ShouldBe([Found[1]]);
        ConnectionDecider
            .OnNumberFound(
                After(Claim, [.. claim, new ClaimApproved(), Found[1]]),
                Bound($$"""[{"agent_id":"{{RetellId}}","weight":1}]"""),
                null
            )
            .Next.ShouldBe([new AgentLinked(RetellId, "Front desk"), new PrepareWebhook(Id)]);
        ConnectionDecider
            .OnApprovalDecided(claimed, false, null)
            .Events.ShouldBe([new ConnectionRefused(ConnectionStep.Approval, ConnectionText.NotApproved, "")]);
        ConnectionDecider
            .OnApprovalDecided(claimed, true, new("somebody", Guid.NewGuid()))
            .Events.ShouldBe([new ConnectionRefused(ConnectionStep.Approval, ConnectionText.Taken, "")]);
    }

    [Fact]
    public void ends_where_retell_or_we_say_no()
    {
        Refusal(ConnectionDecider.Refused(After(), ConnectionStep.Key, Unauthorized)).ShouldContain("does not accept this key");
        Refusal(
                ConnectionDecider.Refused(
                    After(Found[0]),
                    ConnectionStep.Agent,
                    new(HttpStatusCode.UnprocessableEntity, "cannot find agent", false)
                )
            )
            .ShouldContain("no agent with this id");
        Refusal(ConnectionDecider.Refused(After(Claim), ConnectionStep.Agent, new(HttpStatusCode.NotFound, "cannot find agent", false)))
            .ShouldContain("give that account's API key");
        Refusal(ConnectionDecider.Refused(After(Found), ConnectionStep.Number, new(HttpStatusCode.NotFound, "", false)))
            .ShouldContain("has no number " + Number);
        Refusal(ConnectionDecider.Refused(After(), ConnectionStep.Key, Silence)).ShouldContain("cannot be reached");
        Refusal(
                ConnectionDecider.OnAgentFound(
                    After(Found[0]),
                    Version(3, name: $"Front desk ({Tag.Of(Mark, Id, null)})"),
                    Answer,
                    "Ada",
                    null,
                    Mark
                )
            )
            .ShouldContain("created on this platform");
        Refusal(ConnectionDecider.OnAgentFound(After(Found[0]), Version(3), Answer, "Ada", new("somebody", Guid.NewGuid()), Mark))
            .ShouldBe("This agent is connected already.");
        Refusal(ConnectionDecider.OnNumberFound(After(Found), Bound("""[{"agent_id":"agent_other","weight":1}]"""), null))
            .ShouldContain("not bound to this agent");
        Refusal(
                ConnectionDecider.OnAgentFound(
                    After(Request with { SystemPrompt = "Say this." }, Found[0]),
                    Version(3),
                    null,
                    "Ada",
                    null,
                    Mark
                )
            )
            .ShouldContain("not led by one prompt");
    }

    [Fact]
    public void remembers_what_stood_there_before_anything_is_changed()
    {
        var begun = ConnectionDecider.OnWebhookRead(After(Linked), Version(3), Ours);
        var before = begun.Events.ShouldHaveSingleItem().ShouldBeOfType<WebhookBegun>();
        (before.BaseVersion, before.OldUrl, before.OldEvents).ShouldBe((3, Theirs, null));
        before.Added.ShouldBe(AnalysisQuestions.All.Select(x => x.Name));
        begun.Next.ShouldBe([new PublishWebhook(Id)]);
    }

    [Fact]
    public void remembers_it_also_when_our_own_address_stands_there_by_now()
    {
        var again = ConnectionDecider.OnWebhookRead(After([.. Linked, Begun]), Version(4, Ours), Ours);
        again.Events.ShouldHaveSingleItem().ShouldBeOfType<WebhookBegun>().OldUrl.ShouldBe(Theirs);
    }

    [Fact]
    public void publishes_no_draft_of_the_owners()
    {
        var left = ConnectionDecider.OnWebhookRead(After(Linked), Version(4, published: false), Ours);
        left.Events.ShouldHaveSingleItem().ShouldBeOfType<WebhookLeft>().Sentence.ShouldContain("version 4");
        left.Next.ShouldBeEmpty();
    }

    [Fact]
    public void leaves_the_address_to_the_owner_where_the_key_may_not_set_it() =>
        ConnectionDecider
            .WebhookRefused(After([.. Linked, Begun]), Forbidden)
            .Events.ShouldBe([new WebhookLeft("Retell does not let this key change the agent.", "no")]);

    [Fact]
    public void makes_the_prompt_that_its_owner_gives_a_version_after_the_one_that_was_found()
    {
        var set = ConnectionDecider.OnWebhookPublished(
            After(Request with { SystemPrompt = "Say this to everybody who calls." }, [.. Linked, Begun]),
            4,
            null
        );
        set.Events.ShouldBe([
            new WebhookSet(4, null),
            new AgentEdited(2, "Front desk", "Say this to everybody who calls.", "Hello", "voice_1", "Ada", 60, null, IsWholePrompt: true),
        ]);
        set.Next.ShouldContain(new PublishEdit(Id, 2));
        ConnectionDecider
            .OnWebhookPublished(After(Request with { SystemPrompt = "Say this to everybody who calls." }, [.. Set, Begun]), 4, null)
            .Events.ShouldBe([new WebhookSet(4, null)]);
    }

    [Fact]
    public void stays_unfinished_while_its_number_leads_past_it()
    {
        var pinned = After([.. Linked, Begun, new WebhookSet(4, "3")]);
        pinned.Connection!.Status.ShouldBe(AgentStatus.SettingUp);
        After([.. Linked, Begun, new WebhookSet(4, "3"), new FirstWebhookRecorded()]).Connection!.Status.ShouldBeNull();
    }

    [Fact]
    public void lets_nobody_edit_or_delete_what_is_not_connected_yet_or_not_ours_to_delete()
    {
        Should.Throw<Refused>(() => EditableAgent.Of(After(Linked))).Message.ShouldContain("still being connected");
        Should
            .Throw<Refused>(() => EditableAgent.Of(After([.. Set, new DisconnectRequested()])))
            .Message.ShouldContain("being disconnected");
        Should
            .Throw<Refused>(() => EditableAgent.Of(After([.. Set, new AgentDisconnected(RetellId, 5, null)])))
            .Message.ShouldContain("no such agent");
        EditableAgent
            .Of(After(Set))
            .Settings.ShouldBe(new AgentSettings("Front desk", "Answer.", "Hello", "voice_1", "Ada", 60, IsWholePrompt: true));
        After(Set).Newest.RetellVersion.ShouldBe(4);
        Should
            .Throw<Refused>(() => DeleteAgentHandler.Handle(new DeleteAgent(Id, "Front desk"), After(Set)))
            .Message.ShouldContain("disconnect it instead");
    }

    [Fact]
    public void leaves_at_once_when_it_is_gone_from_retell() =>
        ConnectionDecider
            .WebhookRefused(
                After([.. Set, new LostAtRetell(RetellResourceKind.Agent), new DisconnectRequested()]),
                new(HttpStatusCode.UnprocessableEntity, "cannot find", false)
            )
            .Events.ShouldBe([new AgentDisconnected(RetellId, null, null)]);

    [Fact]
    public void records_the_first_webhook_of_this_agent_once()
    {
        ConnectionDecider.OnFirstWebhook(After(Set), RetellId).Events.ShouldBe([new FirstWebhookRecorded()]);
        ConnectionDecider.OnFirstWebhook(After(Set), "agent_other").Events.ShouldBeEmpty();
        ConnectionDecider.OnFirstWebhook(After([.. Set, new FirstWebhookRecorded()]), RetellId).Events.ShouldBeEmpty();
    }

    [Fact]
    public void leaves_by_putting_back_what_stood_there()
    {
        var leaving = ConnectionDecider.Disconnect(After(Set));
        leaving.Events.ShouldBe([new DisconnectRequested()]);
        leaving.Next.ShouldContain(new PrepareWebhook(Id));

        var restoring = ConnectionDecider.OnWebhookRead(After([.. Set, new DisconnectRequested()]), Version(4, Ours), Ours);
        restoring.Events.ShouldBe([new RestoreBegun(4)]);
        restoring.Next.ShouldBe([new PublishWebhook(Id)]);

        var left = ConnectionDecider.OnWebhookPublished(After([.. Set, new DisconnectRequested(), new RestoreBegun(4)]), 5, null);
        left.Events.ShouldBe([new AgentDisconnected(RetellId, 5, null)]);
        left.Next.ShouldContain(new AgentUnlinked(RetellId));
    }

    [Fact]
    public void leaves_alone_what_somebody_led_elsewhere_meanwhile() =>
        ConnectionDecider
            .OnWebhookRead(After([.. Set, new DisconnectRequested()]), Version(6, "https://example.com/mine"), Ours)
            .Events.ShouldBe([new AgentDisconnected(RetellId, null, null)]);

    [Fact]
    public void leaves_also_when_retell_does_not_let_it_put_anything_back()
    {
        foreach (
            var end in new[]
            {
                ConnectionDecider.WebhookRefused(After([.. Set, new DisconnectRequested()]), Unauthorized),
                ConnectionDecider.WebhookRefused(After([.. Set, new DisconnectRequested(), new RestoreBegun(4)]), Silence),
                ConnectionDecider.OnWebhookRead(After([.. Set, new DisconnectRequested()]), Version(5, Ours, published: false), Ours),
            }
        )
        {
            end.Events.ShouldHaveSingleItem().ShouldBeOfType<AgentDisconnected>().Left!.ShouldContain(Theirs);
            end.Next.ShouldContain(new AgentUnlinked(RetellId));
        }
    }

    [Fact]
    public void leaves_once_a_change_that_is_on_its_way_has_ended()
    {
        ConnectionDecider.Disconnect(After([.. Linked, Begun])).Next.ShouldNotContain(new PrepareWebhook(Id));
        var asked = After([.. Linked, Begun, new DisconnectRequested()]);
        ConnectionDecider.OnWebhookPublished(asked, 4, null).Next.ShouldContain(new PrepareWebhook(Id));
        ConnectionDecider.WebhookRefused(asked, Forbidden).Next.ShouldContain(new PrepareWebhook(Id));
    }

    [Fact]
    public void leaves_at_once_while_nothing_was_changed_at_retell()
    {
        ConnectionDecider.Disconnect(After()).Events.ShouldBe([new AgentDisconnected(RetellId, null, null)]);
        var claim = ConnectionDecider.Disconnect(After(Claim, new AgentSeen(), new NumberFound(Number, Number), new AgentClaimed()));
        claim.Events.ShouldBe([new AgentDisconnected(RetellId, null, null)]);
        claim.Next.ShouldContain(new OwnershipApprovalClosed(Id));
        claim.Next.ShouldNotContain(new AgentUnlinked(RetellId));
    }

    [Fact]
    public void holds_nothing_that_the_set_up_or_its_undoing_could_touch()
    {
        var agent = After(Set);
        agent.Awaits.ShouldBeNull();
        agent.IsBeingUndone.ShouldBeFalse();
        var ledger = new HeldResources.HeldAgent("tenant", Id, AgentStatus.Live, "llm_1", RetellId, Number, "", IsConnected: true);
        var compared = InventoryComparison.Of(new(Mark), [ledger], [], [ledger]);
        compared.Lost.ShouldBeEmpty("it is in an account that the inventory does not show");
        var renamed = InventoryComparison.Of(
            new(Mark),
            [ledger],
            [(RetellResourceKind.Agent, RetellId, Tag.Of(Mark, Guid.NewGuid(), null))],
            [ledger]
        );
        renamed.Orphans.ShouldBeEmpty("whatever somebody calls it");
    }

    static string Refusal(ConnectionResult finding)
    {
        var refused = finding.Events.ShouldHaveSingleItem().ShouldBeOfType<ConnectionRefused>();
        finding.Next.ShouldBe([
            new AgentChanged(
                $"{Id:D}",
                "Front desk",
                AgentStatus.Failed,
                null,
                refused.RetellsMessage is "" ? null : refused.RetellsMessage
            ),
        ]);
        return refused.Sentence;
    }
}
