namespace Switchhook.RetellSandbox.Scripts;

static class WrongNumber
{
    public const string Text = """
        other: the pharmacy on Fifth Street | Mario's Pizza | the library | Doctor Feldman's office
        A: {greeting}
        U: Hi, is this {other}?
        A: No, I'm afraid you've reached somebody else. Can I help you with anything?
        U: Oh, sorry about that! I must have dialled the wrong number.
        A: No problem at all. Have a good day!
        U: You too, bye.
        = is_lead: false
        = lead_intent: wrong_number / not_a_lead
        = urgency: low / 1
        = summary: The caller wanted to reach {other} and had dialled the wrong number.
        = sentiment: Neutral
        = successful: false
        = end: user_hangup
        ---
        A: {greeting}
        U: Hello, Mum? It's me.
        A: I think you may have the wrong number. This is {agent}.
        U: Oh no. I've just got a new phone. Sorry!
        A: That's quite all right. Goodbye!
        T: end_call {}
        = is_lead: false
        = lead_intent: wrong_number / personal / not_a_lead
        = urgency: low / 1
        = summary: The caller wanted to reach their mother and had the wrong number.
        = sentiment: Neutral
        = successful: false
        = end: agent_hangup
        ---
        parcel: a sofa | two parcels | a fridge
        A: {greeting}
        U: Yeah, hi, driver here. I've got {parcel} for a {caller}, and nobody's opening the door.
        A: I'm sorry, there's nobody of that name here. I think the number on your list is wrong.
        U: Huh. It says {number}. Okay, I'll ask the office.
        A: I hope you find them. Goodbye.
        U: Cheers.
        = is_lead: false
        = lead_intent: wrong_number / not_a_lead
        = urgency: low / 1
        = summary: A delivery driver with {parcel} for {caller} had the wrong number on the list.
        = sentiment: Neutral
        = successful: false
        = end: user_hangup
        """;
}
