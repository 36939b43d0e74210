using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Switchhook.Calls.Ingestion;

/// <summary>
/// The body of a request that bears one well-formed, fresh signature header, or the answer that says why it is not read. A byte is read
/// only once the header is there and there is room for all of them.
/// </summary>
public sealed class RequestBody : IDisposable
{
    readonly BodyReservation? held;

    RequestBody(byte[] bytes, BodyReservation held) => (Bytes, this.held) = (bytes, held);

    RequestBody(IResult refusal) => (Bytes, Refusal) = ([], refusal);

    public byte[] Bytes { get; }

    /// <summary>Null when the body is here.</summary>
    public IResult? Refusal { get; }

    /// <summary>Null when there is not exactly one header, or it is not well formed, or too old.</summary>
    public static Signature? SignatureOf(HttpRequest request, DateTimeOffset now) =>
        request.Headers["X-Retell-Signature"] is [var header]
        && Signature.Read(header) is { IsWhole: true } signature
        && signature.IsFresh(now)
            ? signature
            : null;

    public static async Task<RequestBody> ReadAsync(
        HttpRequest request,
        int largest,
        BytesInFlight inFlight,
        BodyReadTimeout timeout,
        CancellationToken stop
    )
    {
        if (request.ContentLength > largest)
            return new(TooLarge(largest));
        // One that does not say how long it is may become as long as any.
        var held = inFlight.TryReserve(
            request.HttpContext.Connection.RemoteIpAddress,
            (int)(request.ContentLength ?? largest),
            out var isAddressFull
        );
        if (held is null)
            return new(NoRoom(request.HttpContext.Response, isAddressFull));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(timeout.Whole);
        try
        {
            if (await BytesAsync(request, largest, limit.Token) is { } bytes)
                return new(bytes, held);
            held.Dispose();
            return new(TooLarge(largest));
        }
        catch (Exception broken)
        {
            held.Dispose();
            if (broken is BadHttpRequestException bad)
                return new(TypedResults.Problem("The body did not arrive whole.", statusCode: bad.StatusCode));
            if (broken is not OperationCanceledException || stop.IsCancellationRequested)
                throw;
            return new(TypedResults.Problem("The body took too long to arrive.", statusCode: StatusCodes.Status408RequestTimeout));
        }
    }

    static async Task<byte[]?> BytesAsync(HttpRequest request, int largest, CancellationToken stop)
    {
        if (request.ContentLength is { } length)
        {
            var whole = new byte[length];
            await request.Body.ReadExactlyAsync(whole, stop);
            return whole;
        }
        using var body = new MemoryStream();
        var part = new byte[16 * 1024];
        while (await request.Body.ReadAsync(part, stop) is > 0 and var read)
        {
            if (body.Length + read > largest)
                return null;
            body.Write(part, 0, read);
        }
        return body.ToArray();
    }

    static ProblemHttpResult TooLarge(int largest) =>
        TypedResults.Problem($"At most {largest} bytes are taken.", statusCode: StatusCodes.Status413PayloadTooLarge);

    static ProblemHttpResult NoRoom(HttpResponse response, bool isAddressFull)
    {
        response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
        return isAddressFull
            ? TypedResults.Problem(
                "Too many bodies from this address are on their way at once.",
                statusCode: StatusCodes.Status429TooManyRequests
            )
            : TypedResults.Problem(
                "Too many bodies are on their way at once; please send it again.",
                statusCode: StatusCodes.Status503ServiceUnavailable
            );
    }

    public void Dispose() => held?.Dispose();
}

/// <param name="Whole">How long a body may take to arrive. Retell itself waits ten seconds for the answer.</param>
public sealed record BodyReadTimeout(TimeSpan Whole);
