using System.Collections.Generic;
using System.Linq;
using static AdapterKit.Generators.GeneratedFile;

namespace AdapterKit.Generators;

/// <summary>Writes the generated part of a task: its declaration, which needs no backbone, and its constructor.</summary>
internal static class TaskEmitter
{
    public static string Emit(TaskModel task)
    {
        var usedTypes = task.Variant is null ? UsedTypes.Fusions : UsedTypes.Tasks;
        return GeneratedFile.Write(task.Type, usedTypes, interfaces: "", writer =>
        {
            WriteDeclaration(writer, task);
            WriteConstructor(writer, task);
            if (task.Variant is null)
                AttentionEmitter.Write(writer, task);
        });
    }

    private static void WriteDeclaration(CodeWriter writer, TaskModel task)
    {
        writer.Lines(
            $"""
            private static TaskDeclaration? declared;

            /// <summary>The task <c>{Literal.ToComment(task.Id)}</c>, as far as it is known before there is a backbone.</summary>
            {GeneratedCodeAttribute}
            public static TaskDeclaration Declared => declared ??= new(
                {Literal.From(task.Id)},
                {Literal.From(task.Backbone)},
                labels: [{WriteList(task.Labels)}],
            """);
        using (writer.Indent())
        {
            WriteConfig(writer, task);
            writer.Line($"create: static (backbone, config) => new {task.Type.Name}(backbone, config){(task.Kind is null ? ");" : ",")}");
            if (task.Kind is not null)
                writer.Line($"kind: {task.Kind}.Kind);");
        }
    }

    private static void WriteConstructor(CodeWriter writer, TaskModel task) => writer.Lines(
        $$"""

        /// <summary>Builds the task with fresh weights.</summary>
        /// <param name="backbone">The backbone to fit; borrowed.</param>
        /// <param name="config">The adapters.</param>
        {{WiringAttributes}}
        public {{task.Type.Name}}(Backbone backbone, AdapterConfig config)
            : base(Declared, backbone, config)
        {
        }
        """);

    private static void WriteConfig(CodeWriter writer, TaskModel task)
    {
        var properties = WriteProperties(task).ToList();
        if (properties.Count == 0)
        {
            writer.Line($"config: {WriteAdapters(task)},");
            return;
        }

        writer.Line($"config: {WriteAdapters(task)}{(task.Variant is null ? " with" : "")}");
        using (writer.Open("", "},"))
        {
            foreach (var property in properties)
                writer.Line(property + ",");
        }
    }

    private static string WriteAdapters(TaskModel task)
    {
        if (task.Variant is not null)
            return $"new AdapterConfig({task.Variant})";

        var options = task.Options is null ? "" : $" {{ Options = {task.Type.ReferStatic(task.Options)} }}";
        return $"AdapterConfig.Fused(new FusionConfig(Setup.Fuse([{WriteList(task.Fused)}])){options})";
    }

    private static IEnumerable<string> WriteProperties(TaskModel task)
    {
        if (task.Options is not null && task.Variant is not null)
            yield return $"Options = {task.Type.ReferStatic(task.Options)}";

        if (task.Placement is { } placement)
        {
            yield return $"Placement = AdapterPlacement.{placement.Placement}";
            if (placement.Points.Count > 0)
                yield return $"Points = [{WriteList(placement.Points)}]";

            yield return $"TuneNorms = {Literal.From(placement.TuneNorms)}";
        }

        if (task.Drops.Count > 0)
            yield return "Drop = DropSet.None" + string.Concat(task.Drops.Select(WriteDrop));
    }

    private static string WriteDrop(DropModel drop)
    {
        var point = drop.Point is null ? "" : ", " + Literal.From(drop.Point);
        return $".With(LayerSet.Parse({Literal.From(drop.Layers)}){point})";
    }

    private static string WriteList(IEnumerable<string> texts) => string.Join(", ", texts.Select(Literal.From));
}
