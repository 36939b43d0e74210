namespace Switchhook.RetellSandbox.Scripts;

static class Angry
{
    public const string Text = """
        grievance: nobody turned up yesterday | I've been charged twice | you've cancelled on me for the second time
        A: {greeting}
        U: Finally! I've been trying to reach a human for two days. {grievance}, and nobody calls back!
        A: I'm very sorry about that. I'd like to put it right. May I have your name?
        U: {caller}. And I don't want an apology, I want somebody who sorts it out today.
        A: I understand, {first}. I'll pass this on as urgent, and the manager calls you back.
        U: When? Because last time it was "soon", too.
        A: Before the end of today, on {number}. Is that right?
        U: Yes. And if not, I'm going elsewhere. Goodbye.
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: complaint / support / existing customer
        = preferred_time: today
        = urgency: high / urgent / emergency / 5
        = follow_up_notes: Complaint: {grievance}. The manager must call before the end of today, or the customer leaves.
        = summary: {caller} is upset because {grievance} and nobody called back. They were promised a call from the manager before the end of today.
        = sentiment: Negative
        = successful: false
        = end: user_hangup
        ---
        thing: The repair you did last week lasted two days | The order came broken, and it's the wrong one, too | Your invoice is three times what you told me
        A: {greeting}
        U: I want to complain. {thing}. This is ridiculous.
        A: I'm sorry to hear that. Let me take this down so that it gets solved. Who am I speaking to?
        U: {caller}. I'm so tired of this, honestly. I've been a customer for six years.
        A: Thank you for telling me, {first}. What would be a good solution for you?
        U: My money back. Or somebody comes here by {day}, at your cost.
        A: I'm passing this on as urgent. The office calls you today on {number}.
        U: We'll see about that.
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: complaint / support / existing customer
        = preferred_time: today, solution by {day}
        = urgency: high / urgent / emergency / 5
        = follow_up_notes: Complaint: {thing}. Customer of six years wants the money back or a visit by {day} at no cost.
        = summary: {caller}, a customer for six years, complained: {thing}. They expect a refund or a visit by {day}.
        = sentiment: Negative
        = successful: false
        = end: user_hangup
        ---
        A: {greeting}
        U: Are you a machine? I asked for a person. I've been waiting for a call since Monday!
        A: I'm an automated receptionist, yes. I can have a colleague call you. What is it about?
        U: About the deposit you still owe me. {caller}. You have my file, look it up.
        A: I can't see files from here, but I'll mark this as urgent.
        U: Unbelievable. Fine. Call me on {number}. Today!
        A: I've noted that, and I'm sorry for the wait.
        T: end_call {}
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: complaint / billing / support
        = preferred_time: today
        = urgency: high / urgent / 5
        = follow_up_notes: Waits for a deposit to be returned; has waited for a call since Monday. Call today.
        = summary: {caller} demanded to speak to a person about a deposit that has not been returned. An urgent call back was promised.
        = sentiment: Negative
        = successful: false
        = end: agent_hangup
        """;
}
