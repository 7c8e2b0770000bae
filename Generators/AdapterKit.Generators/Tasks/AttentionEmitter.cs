using System.Collections.Generic;
using System.Text;

namespace AdapterKit.Generators;

/// <summary>Writes a property for each task that a fused task mixes, so that their weights have names in code.</summary>
internal static class AttentionEmitter
{
    public static void Write(CodeWriter writer, TaskModel task)
    {
        writer.Line();
        writer.Line("/// <summary>How much the task listens to each task that it mixes.</summary>");
        writer.Line("/// <param name=\"batch\">The tokens.</param>");
        writer.Line("/// <returns>The weights; dispose of them.</returns>");
        writer.Line(GeneratedFile.Mark);
        writer.Line("public new Attention FusionAttention(TokenBatch batch) => new(base.FusionAttention(batch));");
        writer.Line();
        writer.Line("/// <summary>The weights of every mixed task, in one call.</summary>");
        writer.Line("/// <param name=\"All\">The weights by site.</param>");
        writer.Line(GeneratedFile.Mark);
        using (writer.Open("public sealed record Attention(global::AdapterKit.FusionAttention All) : global::System.IDisposable"))
        {
            foreach (var (id, property) in Properties(task.Fused))
            {
                writer.Line($"/// <summary>The weights of <c>{Literal.Comment(id)}</c>.</summary>");
                writer.Line($"public MemberAttention {property} => All[{Literal.Of(id)}];");
                writer.Line();
            }

            writer.Line("/// <summary>Releases the weights.</summary>");
            writer.Line("public void Dispose() => All.Dispose();");
        }
    }

    // A name that an id of its own would collide with, or another id, gets its place in the list behind it.
    private static IEnumerable<(string Id, string Property)> Properties(EquatableArray<string> ids)
    {
        var taken = new HashSet<string> { "All", "Dispose", "Attention", "Equals", "ToString", "GetHashCode", "GetType", "EqualityContract" };
        for (var index = 0; index < ids.Count; index++)
        {
            var name = PascalCase(ids[index]);
            yield return (ids[index], taken.Add(name) ? name : $"{name}{index}");
        }
    }

    private static string PascalCase(string id)
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

        return name.Length == 0 || char.IsDigit(name[0]) ? "Task" + name : name.ToString();
    }
}
