using Switchhook.BuildingBlocks;
using Switchhook.Scenarios;

namespace Switchhook.Chaos;

public sealed record Customer(Guid Tenant, BrowserSession Visitor) : IDisposable
{
    public Guid AgentId { get; private set; }
    Answer? form;

    /// <summary>The id follows from the form, so a fault can wait for this very intent before it is sent.</summary>
    public async Task<Guid> OpenFormAsync()
    {
        form = await Visitor.GetAsync("/agent/new");
        return AgentId = DeterministicId.Of("agent", $"{Tenant}", Guid.Parse(form.Find("[name=Nonce]").GetAttribute("value")!));
    }

    public Task<Answer> AskAsync() => AskAsync(Visitor, form!);

    public static Task<Answer> AskAsync(BrowserSession visitor, Answer form) =>
        visitor.SubmitAsync(
            form,
            "main form",
            ("Name", "Front desk"),
            ("Brief", "Answer for us and take messages from callers."),
            ("AreaCode", "415")
        );

    public void Dispose() => Visitor.Dispose();
}
