namespace Switchhook.App.SimulatedCalls;

/// <summary>The kinds of calls that the sandbox can play, as the dashboard offers them. None in a build without the sandbox.</summary>
public sealed record CallScenarios(IReadOnlyList<CallScenario> All);

/// <param name="Name">As the sandbox knows it.</param>
public sealed record CallScenario(string Name, string Title, string Description);
