using System.Collections.Generic;
using System.Text;
using static AdapterKit.Generators.GeneratedFile;

namespace AdapterKit.Generators;

/// <summary>Writes one property for each member of a fusion, so that code can refer to its attention weights by name.</summary>
internal static class AttentionEmitter
{
    public static void Write(CodeWriter writer, TaskModel task)
    {
        writer.Lines(
            $"""

            /// <summary>Computes the attention weights of the task's fusion.</summary>
            /// <param name="batch">The tokens.</param>
            /// <returns>The weights, owned by the caller.</returns>
            {GeneratedCodeAttribute}
            public new Attention FusionAttention(TokenBatch batch) => new(base.FusionAttention(batch));

            /// <summary>The attention weights of every fused task in one call.</summary>
            /// <param name="All">The weights by site.</param>
            {GeneratedCodeAttribute}
            """);
        using (writer.Open("public sealed record Attention(global::AdapterKit.FusionAttention All) : global::System.IDisposable"))
        {
            foreach (var (id, property) in NameProperties(task.Fused))
            {
                writer.Lines(
                    $"""
                    /// <summary>The weights of <c>{Literal.ToComment(id)}</c>.</summary>
                    public MemberAttention {property} => All[{Literal.From(id)}];

                    """);
            }

            writer.Lines(
                """
                /// <summary>Releases the weights.</summary>
                public void Dispose() => All.Dispose();
                """);
        }
    }

    // A name that is already taken gets the index of its member as a suffix.
    private static IEnumerable<(string Id, string Property)> NameProperties(EquatableArray<string> ids)
    {
        HashSet<string> taken = ["All", "Dispose"];
        for (var index = 0; index < ids.Count; index++)
        {
            var name = ToPropertyName(ids[index]);
            while (!taken.Add(name))
                name += index;

            yield return (ids[index], name);
        }
    }

    private static string ToPropertyName(string id)
    {
        var name = new StringBuilder();
        var upper = true;
        foreach (var character in id)
        {
            if (!char.IsLetterOrDigit(character))
            {
                upper = true;
                continue;
            }

            name.Append(upper ? char.ToUpperInvariant(character) : character);
            upper = false;
        }

        return Words.ToProperty(name.ToString(), "Task", "Attention");
    }
}
