using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchhook.BuildingBlocks.Retell;

/// <summary>
/// A body that Retell is sent: a record with a member for each of Retell's, in Retell's snake case. Retell refuses nulls where it does
/// not document them, so a member that is null is left out; one whose null clears something is marked
/// <c>[JsonIgnore(Condition = JsonIgnoreCondition.Never)]</c>.
/// </summary>
public interface IRetellRequest;

public static class RetellRequest
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static HttpContent Content(this IRetellRequest request) => JsonContent.Create(request, request.GetType(), options: Options);
}
