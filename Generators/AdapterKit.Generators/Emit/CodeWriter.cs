using System;
using System.Text;

namespace AdapterKit.Generators;

/// <summary>Writes indented C# with <c>\n</c> line ends on every system and no line end after the last line.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    public void Line(string line = "")
    {
        if (text.Length > 0)
            text.Append('\n');

        if (line.Length > 0)
            text.Append(' ', depth * 4).Append(line);
    }

    /// <summary>Writes a template of several lines at the current depth.</summary>
    public void Lines(string template)
    {
        // A raw string has the line ends of the source file that it was compiled from.
        foreach (var line in template.Replace("\r", "").Split('\n'))
            Line(line);
    }

    /// <summary>Opens a block after an optional head line. Disposing the result closes the block.</summary>
    public Block Open(string head, string close = "}", bool brace = true)
    {
        if (head.Length > 0)
            Line(head);

        if (brace)
            Line("{");

        depth++;
        return new Block(this, close);
    }

    /// <summary>Indents the following lines until the result is disposed.</summary>
    public Block Indent()
    {
        depth++;
        return new Block(this, null);
    }

    public override string ToString() => text.ToString();

    internal readonly struct Block(CodeWriter writer, string? close) : IDisposable
    {
        public void Dispose()
        {
            writer.depth--;
            if (close is not null)
                writer.Line(close);
        }
    }
}
