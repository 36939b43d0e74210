namespace Switchhook.BuildingBlocks.Retell;

/// <summary>Measures Retell's clock by each answer of an HttpClient that talks to Retell.</summary>
public sealed class RetellClockHandler(RetellClock clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        clock.Measure(answer.Headers.Date);
        return answer;
    }
}
