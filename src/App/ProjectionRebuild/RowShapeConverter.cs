using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using JasperFx.Events.Projections;
using Marten;
using Switchhook.BuildingBlocks;

namespace Switchhook.App.ProjectionRebuild;

/// <summary>
/// Each row of a read model says in which shape it was written, and whoever writes reads no row of another shape: it might miss what this
/// build counts on, without a word. Pages show what they can of any row.
/// </summary>
/// <param name="onOutdatedRow">Is told of each row of another shape that somebody wanted to read, and its id.</param>
public sealed class RowShapeConverter(StoreOptions store, Action<Type, string> onOutdatedRow) : JsonConverterFactory
{
    /// <summary>One letter, so that it stands before all others in what PostgreSQL keeps.</summary>
    public const string Name = "v";

    static readonly ConditionalWeakTable<JsonSerializerOptions, JsonSerializerOptions> Plain = [];

    readonly Lazy<HashSet<Type>> readModels = new(() =>
        [.. store.Projections.All.Where(x => x.Lifecycle == ProjectionLifecycle.Inline).SelectMany(x => x.PublishedTypes())]
    );

    public override bool CanConvert(Type typeToConvert) => readModels.Value.Contains(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)
            Activator.CreateInstance(
                typeof(ShapedConverter<>).MakeGenericType(typeToConvert),
                Plain.GetValue(options, Without),
                onOutdatedRow
            )!;

    JsonSerializerOptions Without(JsonSerializerOptions options)
    {
        var plain = new JsonSerializerOptions(options);
        plain.Converters.Remove(this);
        return plain;
    }

    sealed class ShapedConverter<T>(JsonSerializerOptions plain, Action<Type, string> onOutdatedRow) : JsonConverter<T>
        where T : class
    {
        readonly string shape = ReadModelShape.Of(typeof(T));
        readonly byte[] start = Encoding.UTF8.GetBytes($$"""{"{{Name}}":"{{ReadModelShape.Of(typeof(T))}}",""");

        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var (mark, id) = Look(reader);
            if (mark == shape)
                return JsonSerializer.Deserialize<T>(ref reader, plain);
            if (id is not null)
                onOutdatedRow(typeof(T), id);
            throw new OutdatedRow(typeof(T).Name);
        }

        /// <summary>The reader is a copy: what is read here is read again.</summary>
        (string? Mark, string? Id) Look(Utf8JsonReader reader)
        {
            var (mark, id) = ((string?)null, (string?)null);
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName && mark != shape && (mark, id) is (null, _) or (_, null))
            {
                var (isMark, isId) = (reader.ValueTextEquals(Name), reader.ValueTextEquals("Id"));
                reader.Read();
                if (isMark && reader.TokenType is JsonTokenType.String)
                    mark = reader.GetString();
                else if (isId && reader.TokenType is JsonTokenType.String)
                    id = reader.GetString();
                else
                    reader.TrySkip();
            }
            return (mark, id);
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(value, plain);
            writer.WriteRawValue([.. start, .. json.AsSpan(1)], skipInputValidation: true);
        }
    }
}
