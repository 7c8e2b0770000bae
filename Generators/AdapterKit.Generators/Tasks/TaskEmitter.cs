using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Generators;

/// <summary>Writes the other half of a task: its constructor, and what is known of it before there is a backbone.</summary>
internal static class TaskEmitter
{
    public static string Emit(TaskModel task) => GeneratedFile.Of(task.Type, task.Variant is null ? UsedTypes.Fusions : UsedTypes.Tasks, interfaces: "", writer =>
    {
        writer.Line($"/// <summary>The task <c>{Literal.Comment(task.Id)}</c>, as far as it is known before there is a backbone.</summary>");
        writer.Line(GeneratedFile.Mark);
        writer.Line("public static TaskDeclaration Declared => field ??= new(");
        using (writer.Indent())
        {
            writer.Line($"{Literal.Of(task.Id)},");
            writer.Line($"{Literal.Of(task.Backbone)},");
            writer.Line($"labels: [{List(task.Labels)}],");
            WriteConfig(writer, task);
            writer.Line($"create: static (backbone, config) => new {task.Type.Name}(backbone, config));");
        }

        writer.Line();
        writer.Line("/// <summary>Builds the task with fresh weights.</summary>");
        writer.Line("/// <param name=\"backbone\">The backbone to fit; borrowed.</param>");
        writer.Line("/// <param name=\"config\">The adapters.</param>");
        writer.Line(GeneratedFile.Mark);
        writer.Line($"public {task.Type.Name}(Backbone backbone, AdapterConfig config)");
        using (writer.Indent())
            writer.Line(": base(Declared, backbone, config)");

        using (writer.Open(""))
        {
        }

        if (task.Variant is null)
            AttentionEmitter.Write(writer, task);
    });

    private static void WriteConfig(CodeWriter writer, TaskModel task)
    {
        var properties = Properties(task).ToList();
        if (properties.Count == 0)
        {
            writer.Line($"config: {Adapters(task)},");
            return;
        }

        writer.Line($"config: {Adapters(task)}{(task.Variant is null ? " with" : "")}");
        using (writer.Open("", "},"))
        {
            foreach (var property in properties)
                writer.Line(property + ",");
        }
    }

    private static string Adapters(TaskModel task) => task.Variant is null
        ? $"AdapterConfig.Fused(new FusionConfig(Setup.Fuse({List(task.Fused)})){(task.Options is null ? "" : $" {{ Options = {task.Options} }}")})"
        : $"new AdapterConfig({task.Variant}.Variant)";

    private static IEnumerable<string> Properties(TaskModel task)
    {
        if (task.Options is not null && task.Variant is not null)
            yield return $"Options = {task.Options}";

        if (task.Placement is { } placement)
        {
            yield return $"Placement = AdapterPlacement.{placement.Placement}";
            if (placement.Points.Count > 0)
                yield return $"Points = [{List(placement.Points)}]";

            yield return $"TuneNorms = {Literal.Of(placement.TuneNorms)}";
        }

        if (task.Drops.Count > 0)
            yield return "Drop = DropSet.None" + string.Concat(task.Drops.Select(And));
    }

    private static string And(DropModel drop) =>
        $".With(LayerSet.Parse({Literal.Of(drop.Layers)}){(drop.Point is null ? "" : ", " + Literal.Of(drop.Point))})";

    private static string List(IEnumerable<string> texts) => string.Join(", ", texts.Select(Literal.Of));
}
