using Switchhook.Admin.Accounts;

namespace Switchhook.Admin.Users;

/// <summary>What an admin is told before something is done to somebody's account.</summary>
/// <param name="Handler">The page's handler that does it.</param>
public sealed record ActionConsequence(
    string Handler,
    string? Role,
    string Action,
    string Question,
    bool IsDestructive,
    params string[] Sentences
)
{
    public string Key => $"{Handler}-{Role ?? "access"}".ToLowerInvariant();

    public static ActionConsequence OfRole(string role, bool given, string email) =>
        (role, given) switch
        {
            (AccountRoles.Admin, false) => new(
                "Grant",
                role,
                "Make admin",
                $"Make {email} an admin?",
                false,
                "They see every account and every agent.",
                "They can give and withdraw roles and suspend accounts, yours too.",
                AsksAgain
            ),
            (AccountRoles.Admin, true) => new(
                "Withdraw",
                role,
                "Withdraw admin",
                $"Withdraw admin from {email}?",
                true,
                "The lists of users and agents close to them with their next click.",
                "Their own agent, calls and leads stay as they are.",
                AsksAgain
            ),
            (_, false) => new(
                "Grant",
                role,
                "Make auditor",
                $"Make {email} an auditor?",
                false,
                "They can read every event of every account: names, numbers and what callers said.",
                "They can change none of it, and each of their looks is recorded.",
                AsksAgain
            ),
            _ => new(
                "Withdraw",
                role,
                "Withdraw auditor",
                $"Withdraw auditor from {email}?",
                true,
                "The audit closes to them with their next click.",
                "The record of their looks stays.",
                AsksAgain
            ),
        };

    public static ActionConsequence OfAccess(bool suspended, string email) =>
        suspended
            ? new(
                "Reinstate",
                null,
                "Reinstate",
                $"Reinstate {email}?",
                false,
                "They can sign in again, with the roles they had.",
                "It is written into their history with your name."
            )
            : new(
                "Suspend",
                null,
                "Suspend",
                $"Suspend {email}?",
                true,
                "They are signed out everywhere with their next click and cannot sign in until somebody reinstates them.",
                "Their agent goes on answering, and calls and leads are kept.",
                "It is written into their history with your name."
            );

    const string AsksAgain = "They are asked to sign in again, and it is written into their history with your name.";
}
