using Marten;
using Shouldly;
using Switchhook.Admin;
using Switchhook.Agents;
using Switchhook.App.Hosting;
using Switchhook.App.Hosting.Database;
using Switchhook.App.ProjectionRebuild;
using Switchhook.Calls;
using Switchhook.Leads;
using Wolverine.Attributes;
using Xunit;

namespace Switchhook.Specs.Architecture;

/// <summary>
/// Names that stand in databases of people: a type may be renamed, what it is stored as may not. A row of these lists is added with a new
/// event or document, and never changed; a hash changes where what pages read gets another shape, which a note to the upgrade has to say.
/// </summary>
public sealed class What_is_stored : IDisposable
{
    readonly DocumentStore store = DocumentStore.For(options =>
    {
        MartenSetup.Configure(options);
        options.Connection("Host=nowhere.invalid");
    });

    [Fact]
    public void keeps_the_names_of_its_events() =>
        ((IReadOnlyStoreOptions)store.Options)
            .Events.AllKnownEventTypes()
            .Select(x => x.EventTypeName)
            .Order(StringComparer.Ordinal)
            .ShouldBe(Events.Split('\n'));

    [Fact]
    public void keeps_the_names_of_its_tables() =>
        ((IReadOnlyStoreOptions)store.Options)
            .AllKnownDocumentTypes()
            // What is only folded when it is asked for has no table, though Marten would know its name.
            .Select(x => x.TableName.QualifiedName)
            .Where(x => !x.StartsWith("documents.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ShouldBe(Tables.Split('\n'));

    [Fact]
    public void keeps_the_names_of_its_messages() =>
        Handled(typeof(AdminModule), typeof(AgentsModule), typeof(CallsModule), typeof(LeadsModule), typeof(MartenSetup))
            .Except(StoredMessageNames.All.Keys)
            .Select(x => x.FullName)
            .ShouldBeEmpty("a message gets the name under which it is stored when it is first written");

    [Fact]
    public void gives_no_name_to_two_messages() => StoredMessageNames.All.Values.Distinct().Count().ShouldBe(StoredMessageNames.All.Count);

    static IEnumerable<Type> Handled(params Type[] assemblies) =>
        from type in assemblies.SelectMany(x => x.Assembly.GetTypes())
        where type.Name.EndsWith("Handler", StringComparison.Ordinal) || type.IsDefined(typeof(WolverineHandlerAttribute), inherit: false)
        from method in type.GetMethods().Where(x => x.Name is "Handle" or "HandleAsync")
        let message = method.GetParameters() is [{ ParameterType: var first }, ..] ? first : null
        where message?.Namespace?.StartsWith(nameof(Switchhook), StringComparison.Ordinal) == true
        select message;

    [Fact]
    public void keeps_the_shapes_of_what_pages_read() =>
        ReadModel.All(store).Select(x => $"{x.Name} {x.Shape}").Order(StringComparer.Ordinal).ShouldBe(ShapesOfRows.Split('\n'));

    const string Events = """
        account_approved
        account_held
        account_opened
        account_reinstated
        account_suspended
        agent_claimed
        agent_connected
        agent_created
        agent_deleted
        agent_deletion_requested
        agent_disconnected
        agent_edited
        agent_found
        agent_paused
        agent_published
        agent_removed
        agent_requested
        agent_resumed
        agent_seen
        api_key_created
        api_key_revoked
        archived
        area_code_chosen
        backup_number_begun
        backup_number_chosen
        backup_number_not_restored
        backup_number_not_set
        backup_number_restored
        backup_number_set
        call_analyzed
        call_completed
        call_ended
        call_note_edited
        call_note_removed
        call_noted
        call_reanalyzed
        call_started
        call_transferred
        call_turned_away
        claim_approved
        connection_refused
        connection_requested
        disconnect_requested
        edit_failed
        edit_published
        edit_retried
        edit_superseded
        email_confirmed
        first_event_heard
        foreign_edit_kept
        foreign_edit_noticed
        foreign_edit_withdrawn
        found_at_retell
        issuer_linked
        issuer_readmitted
        issuer_unlinked
        key_accepted
        key_offered
        key_rejected
        key_replaced
        lead_call_reanalyzed
        lead_called_again
        lead_caller_blocked
        lead_caller_unblocked
        lead_captured
        lead_edit_undone
        lead_edited
        lead_import_joined
        lead_imported
        lead_marked_done
        lead_merged
        lead_merged_into
        lead_next_step_set
        lead_noted
        lead_reopened
        lead_reread
        lead_rule_changed
        lead_split
        lead_split_off
        lead_status_changed
        lead_status_restored
        limit_cleared
        line_guard_wanted
        line_guarded
        line_not_guarded
        line_not_switched
        line_unguarded
        locked_out
        lost_at_retell
        number_blocked
        number_found
        number_unblocked
        owners_key_lost
        owners_key_opened
        owners_searched
        passkey_added
        passkey_removed
        passkey_renamed
        password_changed
        pause_requested
        phone_provisioned
        phone_released
        prompt_removed
        prompt_written
        provisioning_compensated
        provisioning_failed
        recording_played
        restore_begun
        resume_requested
        role_granted
        role_withdrawn
        session_ended
        sign_in_failed
        signed_in
        signed_out
        step_begun
        step_unclear
        stream_replayed
        streams_searched
        time_zone_chosen
        tombstone
        transfer_agent_created
        transfer_agent_published
        transfer_prompt_written
        transfer_removed
        transfer_wanted
        webhook_begun
        webhook_left
        webhook_retried
        webhook_set
        """;

    const string Tables = """
        admin.mt_doc_agentlist
        admin.mt_doc_outboxmail
        admin.mt_doc_ownershipclaim
        agents.mt_doc_agentdetails
        agents.mt_doc_agentslot
        agents.mt_doc_installationmark
        agents.mt_doc_lookedat
        agents.mt_doc_missingagents
        agents.mt_doc_orphan
        agents.mt_doc_retellworkspace
        calls.mt_doc_calldetails
        calls.mt_doc_calllist
        calls.mt_doc_livetranscript
        calls.mt_doc_testcalls
        events.mt_doc_deadletterevent
        leads.mt_doc_blockedcaller
        leads.mt_doc_currentrule
        leads.mt_doc_digestplan
        leads.mt_doc_digestplanned
        leads.mt_doc_leadbynumber
        leads.mt_doc_leaddetails
        leads.mt_doc_leadinmail
        leads.mt_doc_leadlist
        leads.mt_doc_leadmailed
        leads.mt_doc_leadmailwish
        leads.mt_doc_leadofcall
        leads.mt_doc_lineguard
        leads.mt_doc_ownlines
        leads.mt_doc_passedcall
        leads.mt_doc_undeliveredleadmail
        leads.mt_doc_usedlink
        """;

    const string ShapesOfRows = """
        AgentDetails 472223bc459b6162
        BlockedCaller b3a43a12a2831d4f
        CallDetails 7b0a6d511e1c5da1
        CallList 247038b2bc304eae
        CurrentRule a3ba7a991cf7d1e4
        LeadDetails b569cdf3c6cd3413
        LeadList 04a9c648b1e1e9ee
        LeadOfCall a8cdc8fa20fae374
        WordsOfCalls caller, said, understood: folded words between blanks; turns, answers: the same in their order
        """;

    public void Dispose() => store.Dispose();
}
